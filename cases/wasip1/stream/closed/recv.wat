;; Standard input was closed, so nothing can be received by its number: badf, and the call does not wait.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "wasi.fd_close", "posix.badf", "wasi.sock_recv.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start")
    (drop (call $fd_close (i32.const 0)))                                                                             ;;~ success
    (drop (call $sock_recv (i32.const 0) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= badf
  ))
