;; A datagram socket of IPv4 has the port at 127.0.0.1: ::1 is another address, so a socket of IPv6 should be bound to
;; it with the same port.
;;! level = "should"
;;! refs = ["posix.bind.assigns", "linux.bind.one", "wasix.sock_addr_local", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1
  (data (i32.const 160) "\01\00" "\1f\1f" "\7f\00\00\01")                                     ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $other) (i32.const 160)))                        ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                      ;;= success addr=[::1]:7967
  ))
