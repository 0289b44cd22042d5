;; A datagram socket of IPv6 was only opened: it must be connected to the address that it is told, and tell that as its
;; peer.
;;! level = "must"
;;! refs = ["wasix.sock_connect", "wasix.sock_addr_peer", "posix.connect.peer", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                          ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                         ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                       ;;= success addr=[::1]:7967
  ))
