;; The peer of a connected socket of IPv6 must be the address that it was connected to.
;;! level = "must"
;;! refs = ["wasix.sock_addr_peer", "wasix.sock_addr_peer.ip"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1

  (func (export "_start") (local $listener i32) (local $client i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 4)))             ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;~ success
    (drop (call $sock_addr_peer (local.get $client) (i32.const 64)))                             ;;= success addr=[::1]:7967
  ))
