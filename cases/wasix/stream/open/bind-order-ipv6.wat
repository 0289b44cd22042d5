;; By the letter of the witx an address of IPv6 is eight numbers with their low bytes first, so ::1 ends in the bytes 01
;; 00, and the C library has it end in 00 01. Given the former, a runtime binds to ::1, or finds ::100, which is none of
;; this host.
;;! level = "may"
;;! refs = ["wasix.addr_ip6.little-endian", "wasix.addr_ip6.octets", "posix.bind.addrnotavail"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\00\00" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01\00")  ;; inet6, port 0, ::1 in numbers whose low bytes are first

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success [wasix.addr_ip6.little-endian] | addrnotavail [wasix.addr_ip6.octets]
  ))
