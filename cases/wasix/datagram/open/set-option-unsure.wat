;; The option {variant} means nothing to a socket that has no connection. No document says whether it can be set, so the
;; answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_flag"]
;;! [variants]
;;! keep-alive = { number = "12" }
;;! oob-inline = { number = "14" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 12 (;number;)) (i32.const 1)))  ;;= *
  ))
