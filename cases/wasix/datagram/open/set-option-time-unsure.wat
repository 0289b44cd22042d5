;; The option {variant} means nothing to a socket that neither connects by sending nor accepts nor has anything to linger
;; for. No document says whether it can be set, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_option.timeouts", "wasix.sock_option.linger", "wasix.sock_set_opt_time"]
;;! [variants]
;;! linger          = { number = "13" }
;;! connect-timeout = { number = "21" }
;;! accept-timeout  = { number = "22" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))           ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 13 (;number;)) (i32.const 224)))  ;;= *
  ))
