;; The option {variant} is what the socket is: to set it should be refused, and it should be as before.
;;! level = "should"
;;! refs = ["wasix.sock_option.type", "wasix.sock_option.last_error", "posix.getsockopt.type", "linux.setsockopt.read-only", "posix.setsockopt.errors", "linux.setsockopt.errors", "wasix.sock_set_opt_size.similar"]
;;! [variants]
;;! last-error = { number = "11", answer = "success size=0" }
;;! type       = { number = "25", answer = "success size=1" }
;;! proto      = { number = "26", answer = "success size=6" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))           ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 11 (;number;)) (i64.const 2)))   ;;= inval | noprotoopt | notsup
    (drop (call $sock_get_opt_size (local.get $fd) (i32.const 11 (;number;)) (i32.const 48)))  ;;= {answer}
  ))
