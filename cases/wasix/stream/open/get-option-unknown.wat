;; There is no option {number} ({call}): it should be refused, by ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on Linux.
;;! level = "should"
;;! refs = ["wasix.sock_option", "posix.getsockopt.errors", "linux.getsockopt.errors", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar"]
;;! [variants]
;;! flag-27  = { call = "sock_get_opt_flag", number = "27" }
;;! size-27  = { call = "sock_get_opt_size", number = "27" }
;;! time-27  = { call = "sock_get_opt_time", number = "27" }
;;! flag-255 = { call = "sock_get_opt_flag", number = "255" }
;;! size-255 = { call = "sock_get_opt_size", number = "255" }
;;! time-255 = { call = "sock_get_opt_time", number = "255" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 27 (;number;)) (i32.const 48)))  ;;= inval | noprotoopt | notsup
  ))
