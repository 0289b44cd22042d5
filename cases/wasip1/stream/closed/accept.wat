;; Standard input was closed. Accepting from its number is badf, and the call does not wait.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "wasi.fd_close", "posix.badf", "wasi.sock_accept.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_close (i32.const 0)))                                 ;;~ success
    (drop (call $sock_accept (i32.const 0) (i32.const 0) (i32.const 0)))  ;;= badf
  ))
