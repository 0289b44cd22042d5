;; The option {variant} of one end of a pair of datagrams is switched on and off again: each time it should be told as
;; it was set.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_flag", "wasix.sock_get_opt_flag", "wasix.sock_set_opt_flag.similar", "wasix.sock_get_opt_flag.similar", "posix.setsockopt", "posix.setsockopt.boolean", "posix.getsockopt", "linux.setsockopt.flags"]
;;! [variants]
;;! reuse-addr = { number = "2" }
;;! dont-route = { number = "4" }
;;! broadcast  = { number = "6" }
;;! keep-alive = { number = "12" }
;;! oob-inline = { number = "14" }
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 2 (;number;)) (i32.const 1)))         ;;= success
    (drop (call $sock_get_opt_flag (local.get $fd) (i32.const 2 (;number;)) (i32.const 48)))        ;;= success flag=true
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 2 (;number;)) (i32.const 0)))         ;;= success
    (drop (call $sock_get_opt_flag (local.get $fd) (i32.const 2 (;number;)) (i32.const 48)))        ;;= success flag=false
  ))
