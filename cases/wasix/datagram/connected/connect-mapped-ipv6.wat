;; A socket of IPv6 that was not bound has a peer at ::1, and is connected to a mapped address: that should give it
;; another peer, or be refused, because its own address is one of IPv6 by now, from which no way leads there.
;;! level = "may"
;;! refs = ["posix.connect.peer", "linux.udp.again", "linux.ipv6.other-family", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")   ;; inet6, port 7967, ::1
  (data (i32.const 160) "\02\00" "\20\20" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 8224, ::ffff:127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                          ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                         ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 160)))                        ;;= success | netunreach | afnosupport | addrnotavail
  ))
