;; Standard error is open and no socket, so the direction of sending, which is 2, cannot be shut down: POSIX's ENOTSOCK,
;; or notcapable, since it may lack the right.
;;! level = "should"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_shutdown.similar", "wasi.errno.notcapable", "wasi.rights.sock_shutdown", "wasi.sdflags"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 2) (i32.const 2)))  ;;= notsock | notcapable
  ))
