;; A guest that looks a name up for which somebody would have to be asked, and exits with the errno of that.
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "nobody.example")
  (func (export "_start")
    (call $proc_exit
      (call $resolve (i32.const 128) (i32.const 14) (i32.const 80) (i32.const 256) (i32.const 4) (i32.const 68)))))
