;; The option {variant} is set to a size, though its value is of another kind. No document says which option is of which
;; kind, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_size", "posix.setsockopt.errors"]
;;! [variants]
;;! keep-alive   = { number = "12" }
;;! recv-timeout = { number = "19" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))          ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 12 (;number;)) (i64.const 1)))  ;;= *
  ))
