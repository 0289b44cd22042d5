;; The time-out of receiving of one end of a pair of datagrams is set to a second: it should be told as it was set.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_time", "wasix.sock_get_opt_time", "posix.setsockopt.recv-timeout", "posix.getsockopt"]
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 80) "\01\00\00\00\00\00\00\00" "\00\ca\9a\3b\00\00\00\00")  ;; a time: some, of 1,000,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19) (i32.const 80)))                  ;;= success
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 19) (i32.const 48)))                  ;;= success time=1000000000
  ))
