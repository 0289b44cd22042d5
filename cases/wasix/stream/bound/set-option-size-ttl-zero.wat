;; The option ttl (23) is to be 0, by which no packet would get anywhere: Linux refuses it by EINVAL, and no document of
;; POSIX or WASIX says more. The answer is recorded.
;;! level = "may"
;;! refs = ["linux.setsockopt.ttl-range", "wasix.sock_option.ttl", "wasix.sock_set_opt_size"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 23) (i64.const 0)))     ;;= inval | success
  ))
