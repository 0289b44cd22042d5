;; A guest that connects to an address for documentation, 192.0.2.1 at port 9, and exits with the errno of that.
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00\09\00\c0\00\02\01")
  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (call $proc_exit (call $sock_connect (i32.load (i32.const 0)) (i32.const 16)))))
