;; A guest that puts a pipe in the place of its output, reads its own report there, and writes it twice.
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"     (func $fd_read     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"    (func $fd_write    (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; Where a vector begins at 96, the pipe has its numbers at 4 and 8, and what was read from it is at 4096.
  (data (i32.const 96) "\00\10\00\00\a0\0f\00\00")
  (func (export "_start")
    (drop (call $fd_pipe (i32.const 4) (i32.const 8)))
    (drop (call $fd_renumber (i32.load (i32.const 8)) (i32.const 1)))
    (drop (call $fd_read (i32.load (i32.const 4)) (i32.const 96) (i32.const 1) (i32.const 104)))
    (i32.store (i32.const 100) (i32.load (i32.const 104)))
    (drop (call $fd_write (i32.const 2) (i32.const 96) (i32.const 1) (i32.const 104)))
    (drop (call $fd_write (i32.const 2) (i32.const 96) (i32.const 1) (i32.const 104)))))
