;; It is granted to listen. Who connects must be accepted, and can be answered, since that takes no address.
;;! level = "should"
;;! refs = ["wasix.sock_accept_v2.connection", "wasix.sock_send.data"]
;;! needs = ["netns"]
;;! policy = "listen-only"
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"      (func $sock_send   (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")     ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $fd i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                        ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                 ;;~ success
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                                                ;;~ success
    ;;< connect
    (drop (call $sock_accept (local.get $fd) (i32.const 0) (i32.const 4) (i32.const 64)))                   ;;= success addr=127.0.0.1:*
    (local.set $server (i32.load (i32.const 4)))
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= success datalen=2
  ))
