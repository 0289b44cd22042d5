;; There is no option {number} ({call}): to set it should be refused, by ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on
;; Linux.
;;! level = "should"
;;! refs = ["wasix.sock_option", "posix.setsockopt.errors", "linux.setsockopt.errors", "wasix.sock_set_opt_flag.similar"]
;;! [variants]
;;! flag-27  = { call = "sock_set_opt_flag", number = "27", value = "1" }
;;! time-27  = { call = "sock_set_opt_time", number = "27", value = "224" }
;;! flag-255 = { call = "sock_set_opt_flag", number = "255", value = "1" }
;;! time-255 = { call = "sock_set_opt_time", number = "255", value = "224" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (;call;) (func $sock_set_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))               ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt (local.get $fd) (i32.const 27 (;number;)) (i32.const 1 (;value;))))  ;;= inval | noprotoopt | notsup
  ))
