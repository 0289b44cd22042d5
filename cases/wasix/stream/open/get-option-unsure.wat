;; An option that does nothing, noop (0), and one that the host has for no such socket, promiscuous (9), are asked
;; ({variant}). No document says what they are, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_option", "wasix.sock_option.noop", "posix.getsockopt.errors"]
;;! [variants]
;;! noop-flag   = { call = "sock_get_opt_flag", number = "0" }
;;! noop-size   = { call = "sock_get_opt_size", number = "0" }
;;! noop-time   = { call = "sock_get_opt_time", number = "0" }
;;! promiscuous = { call = "sock_get_opt_flag", number = "9" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))     ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 0 (;number;)) (i32.const 48)))  ;;= *
  ))
