;; A guest that prints a page of memory, again and again.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "\10\00\00\00\00\80\00\00")
  (func (export "_start")
    (memory.fill (i32.const 16) (i32.const 10) (i32.const 32768))
    (loop $again
      (drop (call $fd_write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))
      (br $again))))
