;; A guest that puts a pipe in the place of its output, and then exits.
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (import "wasix_32v1" "proc_exit"   (func $proc_exit   (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $fd_pipe (i32.const 4) (i32.const 8)))
    (drop (call $fd_renumber (i32.load (i32.const 8)) (i32.const 1)))
    (call $proc_exit (i32.const 7))))
