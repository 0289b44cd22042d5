;; Nothing of the network is granted but a socket that listens, by handing it in. So who connects there must be accepted, and can be
;; answered: nothing is opened, and what may be done with the socket is a right of its own.
;;! level = "should"
;;! refs = ["wasi.rights.sock_accept", "wasi.sock_accept.connection", "wasi.rights.sock_send"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")  ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $server i32)
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 0)))                                          ;;~ success
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                    ;;= success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= success datalen=2
  ))
