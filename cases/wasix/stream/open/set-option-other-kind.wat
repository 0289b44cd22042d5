;; The option {number} is set by {call}, though its value is of another kind. No document says which option is of which
;; kind, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_flag", "wasix.sock_set_opt_time", "posix.setsockopt.errors"]
;;! [variants]
;;! size-as-flag = { call = "sock_set_opt_flag", number = "15", value = "1" }
;;! time-as-flag = { call = "sock_set_opt_flag", number = "19", value = "1" }
;;! flag-as-time = { call = "sock_set_opt_time", number = "12", value = "224" }
;;! size-as-time = { call = "sock_set_opt_time", number = "15", value = "224" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (;call;) (func $sock_set_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))               ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt (local.get $fd) (i32.const 15 (;number;)) (i32.const 1 (;value;))))  ;;= *
  ))
