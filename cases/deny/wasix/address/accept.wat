;; One address with its port is granted. Who connects there may come from any, and must be accepted.
;;! level = "should"
;;! refs = ["wasix.sock_accept_v2.connection"]
;;! needs = ["netns"]
;;! policy = "127.0.0.1:7967"
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))       ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                               ;;~ success
    ;;< connect
    (drop (call $sock_accept (local.get $fd) (i32.const 0) (i32.const 4) (i32.const 64)))  ;;= success addr=127.0.0.1:*
  ))
