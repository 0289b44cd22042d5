;; The address is none of a group, ::1: ipv6(7) refers to ip(7), and Linux has EINVAL.
;;! level = "should"
;;! refs = ["linux.ip.join.no-group", "wasix.errno.inval"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"              (func $sock_open              (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"              (func $sock_bind              (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v6" (func $sock_join_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 7967, ::
  (data (i32.const 304) "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")                   ;; ::1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                              ;;~ success
    (drop (call $sock_join_multicast_v6 (local.get $fd) (i32.const 304) (i32.const 1)))  ;;= inval
  ))
