;; The option {variant} is of a network, and a pair of streams is on none: to set it should be refused as one that there
;; is not, by ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on Linux.
;;! level = "should"
;;! refs = ["posix.setsockopt.errors", "linux.setsockopt.errors", "linux.unix.options", "wasix.sock_set_opt_flag.similar"]
;;! [variants]
;;! no-delay          = { number = "3" }
;;! only-v6           = { number = "5" }
;;! multicast-loop-v4 = { number = "7" }
;;! multicast-loop-v6 = { number = "8" }
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 3 (;number;)) (i32.const 1)))         ;;= inval | noprotoopt | notsup
  ))
