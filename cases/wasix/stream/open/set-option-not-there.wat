;; The option {variant} is of IPv6, and the socket of IPv4: to switch it on should be refused as one that there is not, by
;; ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on Linux.
;;! level = "should"
;;! refs = ["posix.setsockopt.errors", "linux.setsockopt.errors", "wasix.sock_set_opt_flag.similar", "linux.setsockopt.ipv6-level"]
;;! [variants]
;;! only-v6           = { number = "5" }
;;! multicast-loop-v6 = { number = "8" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 5 (;number;)) (i32.const 1)))  ;;= inval | noprotoopt | notsup
  ))
