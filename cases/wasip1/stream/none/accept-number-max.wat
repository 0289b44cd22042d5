;; The number is the largest that there is, -1 if it is taken as signed. It is not open: badf.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "posix.badf", "wasi.sock_accept.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 0xffffffff) (i32.const 0) (i32.const 0)))  ;;= badf
  ))
