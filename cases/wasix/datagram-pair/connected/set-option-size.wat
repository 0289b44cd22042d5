;; The option {variant} of one end of a pair of datagrams is set to 65536, and should be told as it was set. Linux tells
;; twice the size of a buffer, which is right too.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_size", "wasix.sock_get_opt_size", "wasix.sock_set_opt_size.similar", "wasix.sock_get_opt_size.similar", "posix.setsockopt", "posix.getsockopt", "posix.setsockopt.buffers", "linux.setsockopt.buffers"]
;;! [variants]
;;! recv-buf-size = { number = "15" }
;;! send-buf-size = { number = "16" }
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 15 (;number;)) (i64.const 65536)))    ;;= success
    (drop (call $sock_get_opt_size (local.get $fd) (i32.const 15 (;number;)) (i32.const 48)))       ;;= success size=65536 | success size=131072
  ))
