;; The listening socket is non-blocking, and accept is given no flags: the descriptor that it returns must have none
;; either, whatever the listening socket has.
;;! level = "must"
;;! refs = ["wasi.sock_accept.flags", "wasi.fd_fdstat_get.flags"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"         (func $sock_accept         (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< connect
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 4)))         ;;~ success
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))   ;;= success
    (drop (call $fd_fdstat_get (i32.load (i32.const 0)) (i32.const 320)))  ;;= success flags=none rights_base=* rights_inheriting=*
  ))
