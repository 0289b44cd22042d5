;; The option {number} is asked by {call}, though its value is of another kind. No document says which option is of which
;; kind, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time.none", "posix.getsockopt.errors"]
;;! [variants]
;;! size-as-flag = { call = "sock_get_opt_flag", number = "15" }
;;! time-as-flag = { call = "sock_get_opt_flag", number = "19" }
;;! flag-as-size = { call = "sock_get_opt_size", number = "12" }
;;! time-as-size = { call = "sock_get_opt_size", number = "19" }
;;! flag-as-time = { call = "sock_get_opt_time", number = "12" }
;;! size-as-time = { call = "sock_get_opt_time", number = "15" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 15 (;number;)) (i32.const 48)))  ;;= *
  ))
