;; The group is at 65536, where memory ends: sock_leave_multicast_v6 should trap or be refused.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"               (func $sock_open               (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"               (func $sock_bind               (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v6"  (func $sock_join_multicast_v6  (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_leave_multicast_v6" (func $sock_leave_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 7967, ::
  (data (i32.const 304) "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\11\11")                   ;; the group ffff::1111

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))       ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                 ;;~ success
    (drop (call $sock_join_multicast_v6 (local.get $fd) (i32.const 304) (i32.const 1)))     ;;~ success
    (drop (call $sock_leave_multicast_v6 (local.get $fd) (i32.const 65536) (i32.const 1)))  ;;= traps | memviolation
  ))
