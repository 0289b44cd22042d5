;; A stream of IPv6 has no groups: Linux has EPROTO, and ip(7) ENOPROTOOPT or EOPNOTSUPP for an option that is not valid.
;;! level = "should"
;;! refs = ["linux.ip.join.stream", "wasix.errno.notsup"]
(module
  (import "wasix_32v1" "sock_open"              (func $sock_open              (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v6" (func $sock_join_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 304) "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\11\11")  ;; the group ffff::1111

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))     ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_join_multicast_v6 (local.get $fd) (i32.const 304) (i32.const 1)))  ;;= proto | noprotoopt | notsup
  ))
