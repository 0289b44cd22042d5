;; Standard input was closed, so there is nothing to shut down by its number: badf.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "wasi.fd_close", "posix.badf", "wasi.sock_shutdown.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"      (func $fd_close      (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_close (i32.const 0)))                     ;;~ success
    (drop (call $sock_shutdown (i32.const 0) (i32.const 3)))  ;;= badf
  ))
