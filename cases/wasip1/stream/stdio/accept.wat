;; Standard input is open and no socket, so no connection can come, and accept does not wait for one: POSIX's ENOTSOCK,
;; or notcapable, since it may lack the right.
;;! level = "should"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_accept.similar", "wasi.errno.notcapable", "wasi.rights.sock_accept"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 0) (i32.const 0) (i32.const 0)))  ;;= notsock | notcapable
  ))
