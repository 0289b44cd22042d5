;; A stream socket listens on the port: datagrams have ports of their own, so a datagram socket must be bound to the
;; same one.
;;! level = "must"
;;! refs = ["wasix.sock_bind", "wasix.sock_addr_local"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"     (func $sock_listen     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))   ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                      ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                      ;;= success addr=127.0.0.1:7967
  ))
