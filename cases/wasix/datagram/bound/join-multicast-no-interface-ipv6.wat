;; No interface has the number 9: ip(7) has EADDRNOTAVAIL for an interface that there is not, and Linux answers ENODEV.
;;! level = "should"
;;! refs = ["linux.ip.join.no-interface", "wasix.errno.addrnotavail"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"              (func $sock_open              (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"              (func $sock_bind              (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v6" (func $sock_join_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 7967, ::
  (data (i32.const 304) "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\11\11")                   ;; the group ffff::1111

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                              ;;~ success
    (drop (call $sock_join_multicast_v6 (local.get $fd) (i32.const 304) (i32.const 9)))  ;;= addrnotavail | nodev
  ))
