;; A guest that puts a pipe in the place of its output, and then waits for what never comes.
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"     (func $fd_read     (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $fd_pipe (i32.const 4) (i32.const 8)))
    (drop (call $fd_renumber (i32.load (i32.const 8)) (i32.const 1)))
    (i32.store (i32.const 96) (i32.const 128))
    (i32.store (i32.const 100) (i32.const 4))
    (drop (call $fd_pipe (i32.const 12) (i32.const 16)))
    (drop (call $fd_read (i32.load (i32.const 12)) (i32.const 96) (i32.const 1) (i32.const 104)))))
