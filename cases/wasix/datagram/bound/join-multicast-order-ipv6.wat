;; A socket joins the group of IPv6 whose bytes, in the order of the network, are those of ff15::1:2:3. The C library of
;; WASIX has them so, and by the letter of the witx they are eight numbers with their low bytes first, and no group.
;;! level = "may"
;;! refs = ["wasix.addr_ip6.octets", "wasix.addr_ip6.little-endian", "linux.ip.join.no-group"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"              (func $sock_open              (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"              (func $sock_bind              (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v6" (func $sock_join_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 7967, ::
  (data (i32.const 304) "\ff\15\00\00\00\00\00\00\00\00\00\01\00\02\00\03")                   ;; ff15::1:2:3

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                              ;;~ success
    (drop (call $sock_join_multicast_v6 (local.get $fd) (i32.const 304) (i32.const 1)))  ;;= success [wasix.addr_ip6.octets] | inval [wasix.addr_ip6.little-endian]
  ))
