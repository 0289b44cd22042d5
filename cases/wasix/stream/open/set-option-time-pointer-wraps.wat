;; The time is said to be at 0xfffffff8, so its last bytes would be at 0 if addresses wrapped: the call should trap or
;; refuse it. The option recv_timeout (19) is none as before.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))        ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19) (i32.const 0xfffffff8)))  ;;= traps | memviolation | overflow
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 19) (i32.const 48)))          ;;= success time=none
  ))
