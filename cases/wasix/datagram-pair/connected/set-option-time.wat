;; The option {variant} of one end of a pair of datagrams is set to two seconds and then to none: each time it should be
;; told as it was set.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_option.timeouts", "wasix.sock_option.linger", "wasix.sock_set_opt_time", "wasix.sock_set_opt_time.none", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "posix.setsockopt", "posix.getsockopt"]
;;! [variants]
;;! recv-timeout = { number = "19" }
;;! send-timeout = { number = "20" }
;;! linger       = { number = "13" }
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds
  (data (i32.const 240) "\00")                                                  ;; a time: none

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 224)))      ;;= success
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 48)))       ;;= success time=2000000000
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 240)))      ;;= success
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 48)))       ;;= success time=none
  ))
