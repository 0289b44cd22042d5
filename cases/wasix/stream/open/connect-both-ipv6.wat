;; Two sockets listen on one port, one at ::1 and one at 127.0.0.1: each client should reach the one of the address that
;; it connects to, and that one accept it.
;;! level = "should"
;;! refs = ["posix.bind.assigns", "posix.ipv6.mapped", "wasix.sock_connect", "wasix.sock_accept_v2.connection", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")   ;; inet6, port 7967, ::1
  (data (i32.const 160) "\01\00" "\1f\1f" "\7f\00\00\01")                                      ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 224) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 7967, ::ffff:127.0.0.1

  (func (export "_start") (local $listener i32) (local $other i32) (local $client i32) (local $second i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))              ;;~ success
    (local.set $other (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $other) (i32.const 160)))                                   ;;~ success
    (drop (call $sock_listen (local.get $other) (i32.const 8)))                                   ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 8)))              ;;~ success
    (local.set $client (i32.load (i32.const 8)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                ;;= success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))  ;;= success addr=[::1]:*
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 12)))             ;;~ success
    (local.set $second (i32.load (i32.const 12)))
    (drop (call $sock_connect (local.get $second) (i32.const 224)))                               ;;= success
    (drop (call $sock_accept (local.get $other) (i32.const 0) (i32.const 12) (i32.const 64)))     ;;= success addr=*
  ))
