;; The low-water mark {variant} of an end of a pair, which nobody has set, should be 1. POSIX lets a system not have it
;; read.
;;! level = "should"
;;! refs = ["wasix.sock_option", "posix.setsockopt.lowat", "linux.setsockopt.send-lowat", "posix.getsockopt.errors", "wasix.sock_get_opt_size.similar"]
;;! [variants]
;;! recv-lowat = { number = "17" }
;;! send-lowat = { number = "18" }
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt_size (local.get $fd) (i32.const 17 (;number;)) (i32.const 48)))       ;;= success size=1 | inval | noprotoopt | notsup
  ))
