;; The option listening (10) is what the socket does: to set it should be refused, and it should be off as before.
;;! level = "should"
;;! refs = ["wasix.sock_option.listening", "posix.getsockopt.listening", "linux.setsockopt.read-only", "posix.setsockopt.errors", "linux.setsockopt.errors", "wasix.sock_set_opt_flag.similar"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 10) (i32.const 1)))     ;;= inval | noprotoopt | notsup
    (drop (call $sock_get_opt_flag (local.get $fd) (i32.const 10) (i32.const 48)))    ;;= success flag=false
  ))
