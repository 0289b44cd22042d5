;; A directory is open and no socket, so no connection can come, and accept does not wait for one: POSIX's ENOTSOCK, or
;; notcapable, since it may lack the right.
;;! level = "should"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_accept.similar", "wasi.errno.notcapable", "wasi.rights.sock_accept", "wasi.prestat"]
(module
  (import "wasi_snapshot_preview1" "sock_accept"    (func $sock_accept    (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))            ;;~ success
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;= notsock | notcapable
  ))
