;; Standard input is no socket, and 0 names no direction, which is POSIX's EINVAL. No document says what is found first:
;; any of the errnos for them.
;;! level = "should"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_shutdown.similar", "wasi.errno.notcapable", "wasi.rights.sock_shutdown", "wasi.errno.inval", "wasi.sdflags", "posix.shutdown.inval"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 0) (i32.const 0)))  ;;= notsock | notcapable | inval
  ))
