;; The option only_v6 (5) has made a datagram socket one for IPv6 alone: to bind it to a mapped address of IPv4 should
;; be refused, on Linux by EINVAL. Other systems may say that the address is not to be had, or not of the family.
;;! level = "should"
;;! refs = ["wasix.sock_option.only_v6", "linux.ipv6.only-mapped", "posix.bind.addrnotavail", "posix.bind.afnosupport", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 7967, ::ffff:127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 5) (i32.const 1)))       ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= inval | addrnotavail | afnosupport
  ))
