;; A client of IPv6 and one of IPv4 wait at a socket that listens at ::, in that order: accept should report the second by
;; its own address mapped to IPv6. Their ports are of two families and may be one number, so that of the first is open.
;;! level = "should"
;;! refs = ["wasix.sock_accept_v2.address", "wasix.sock_addr_local", "posix.accept.address", "wasix.sock_accept_v2.similar", "posix.ipv6.mapped", "linux.ipv6.source", "linux.ipv6.any"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"     (func $sock_listen     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"    (func $sock_connect    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"  (func $sock_accept     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")   ;; inet6, port 7967, ::
  (data (i32.const 160) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1
  (data (i32.const 224) "\01\00" "\1f\1f" "\7f\00\00\01")                                      ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $first i32) (local $second i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 4)))              ;;~ success
    (local.set $first (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $first) (i32.const 160)))                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))              ;;~ success
    (local.set $second (i32.load (i32.const 8)))
    (drop (call $sock_connect (local.get $second) (i32.const 224)))                               ;;~ success
    (drop (call $sock_addr_local (local.get $first) (i32.const 64)))                              ;;~ success addr=*
    (drop (call $sock_addr_local (local.get $second) (i32.const 64)))                             ;;~ success addr=127.0.0.1:$second
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))  ;;= success addr=*
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))  ;;= success addr=[::ffff:127.0.0.1]:$second
  ))
