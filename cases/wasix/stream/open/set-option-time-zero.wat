;; The option {variant} is set to a time that is no time at all. POSIX takes zero for none, and WASIX has a tag for that
;; and does not say what zero is: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_set_opt_time.none", "posix.setsockopt.recv-timeout", "linux.setsockopt.timeouts", "wasix.sock_set_opt_time"]
;;! [variants]
;;! recv-timeout    = { number = "19" }
;;! send-timeout    = { number = "20" }
;;! connect-timeout = { number = "21" }
;;! accept-timeout  = { number = "22" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00")  ;; a time: some, of no length

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))            ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 224)))  ;;= success | inval
  ))
