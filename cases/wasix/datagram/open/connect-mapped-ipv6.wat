;; A socket of IPv6 that was not bound is connected to a mapped address: its peer should be that. Its own address should
;; have a free port, and be a mapped one too, as on Linux, or none of its own.
;;! level = "should"
;;! refs = ["posix.ipv6.mapped", "linux.ipv6.mapped", "posix.connect.binds", "wasix.sock_addr_peer", "wasix.sock_addr_local", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"    (func $sock_connect    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer"  (func $sock_addr_peer  (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                                       ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 7967, ::ffff:127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                          ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $fd) (i32.const 160)))                        ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                       ;;= success addr=[::ffff:127.0.0.1]:7967
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                      ;;= success addr=[::ffff:127.0.0.1]:* addr!=[::ffff:127.0.0.1]:0 | success addr=[::]:* addr!=[::]:0
  ))
