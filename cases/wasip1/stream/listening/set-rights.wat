;; All rights of the listening socket are given up, which must succeed. The right to accept is then missing, for which
;; the errno is notcapable.
;;! level = "should"
;;! refs = ["wasi.fd_fdstat_set_rights", "wasi.rights.sock_accept", "wasi.errno.notcapable"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"          (func $sock_accept          (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_rights (i32.const 3) (i64.const 0) (i64.const 0)))  ;;= success
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))           ;;= notcapable
  ))
