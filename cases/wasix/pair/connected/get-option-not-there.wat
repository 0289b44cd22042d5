;; The option {variant} is of a network, and a pair of streams is on none: it should be refused as one that there is
;; not, by ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on Linux.
;;! level = "should"
;;! refs = ["posix.getsockopt.errors", "linux.getsockopt.errors", "linux.unix.options", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar"]
;;! [variants]
;;! no-delay          = { call = "sock_get_opt_flag", number = "3" }
;;! only-v6           = { call = "sock_get_opt_flag", number = "5" }
;;! multicast-loop-v4 = { call = "sock_get_opt_flag", number = "7" }
;;! multicast-loop-v6 = { call = "sock_get_opt_flag", number = "8" }
;;! ttl               = { call = "sock_get_opt_size", number = "23" }
;;! multicast-ttl-v4  = { call = "sock_get_opt_size", number = "24" }
(module
  (import "wasix_32v1" "sock_pair"                  (func $sock_pair    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 3 (;number;)) (i32.const 48)))             ;;= inval | noprotoopt | notsup
  ))
