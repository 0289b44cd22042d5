;; Number 99 was never opened. The call should say so at once and not wait for a connection.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "posix.badf", "wasi.sock_accept.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 99) (i32.const 0) (i32.const 0)))  ;;= badf
  ))
