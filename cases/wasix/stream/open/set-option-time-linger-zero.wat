;; The option linger (13) is set to a time that is no time at all, which is not none: it should be told as it was set.
;;! level = "should"
;;! refs = ["wasix.sock_option.linger", "wasix.sock_set_opt_time", "wasix.sock_set_opt_time.none", "wasix.sock_get_opt_time", "posix.setsockopt", "posix.setsockopt.linger"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00")  ;; a time: some, of no length

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 13) (i32.const 224)))   ;;= success
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 13) (i32.const 48)))    ;;= success time=0
  ))
