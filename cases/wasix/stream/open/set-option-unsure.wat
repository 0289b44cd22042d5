;; An option that does nothing, noop (0), and one that the host has for no such socket, promiscuous (9), are set
;; ({variant}). No document says whether they can be, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_option.noop", "posix.setsockopt.errors"]
;;! [variants]
;;! noop-flag   = { call = "sock_set_opt_flag", number = "0", value = "1" }
;;! noop-time   = { call = "sock_set_opt_time", number = "0", value = "224" }
;;! promiscuous = { call = "sock_set_opt_flag", number = "9", value = "1" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (;call;) (func $sock_set_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt (local.get $fd) (i32.const 0 (;number;)) (i32.const 1 (;value;))))  ;;= *
  ))
