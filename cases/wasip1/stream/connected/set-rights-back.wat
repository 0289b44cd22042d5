;; A connection has given up all of its rights and asks for one again, to read, which is number 1. Rights can only be
;; removed: it must be refused with notcapable.
;;! level = "must"
;;! refs = ["wasi.fd_fdstat_set_rights"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"          (func $sock_accept          (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                 ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_rights (local.get $server) (i64.const 0) (i64.const 0)))  ;;~ success
    (drop (call $fd_fdstat_set_rights (local.get $server) (i64.const 2) (i64.const 0)))  ;;= notcapable
  ))
