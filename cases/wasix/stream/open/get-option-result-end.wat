;; The value is written to the end of memory, which is as good as any place: {call} must tell it.
;;! level = "should"
;;! refs = ["wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time"]
;;! [variants]
;;! flag = { call = "sock_get_opt_flag", number = "12", at = "65535" }
;;! size = { call = "sock_get_opt_size", number = "15", at = "65528" }
;;! time = { call = "sock_get_opt_time", number = "19", at = "65520" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 12 (;number;)) (i32.const 65535 (;at;))))  ;;= success
  ))
