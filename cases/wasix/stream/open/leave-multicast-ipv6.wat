;; A stream of IPv6 is in no group: it leaves one, and Linux has EPROTO, as of a stream that joins one.
;;! level = "should"
;;! refs = ["linux.ip.join.stream", "linux.ip.leave.not-joined", "wasix.errno.notsup"]
(module
  (import "wasix_32v1" "sock_open"               (func $sock_open               (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_leave_multicast_v6" (func $sock_leave_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 304) "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\11\11")  ;; the group ffff::1111

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_leave_multicast_v6 (local.get $fd) (i32.const 304) (i32.const 1)))  ;;= proto | noprotoopt | notsup | addrnotavail
  ))
