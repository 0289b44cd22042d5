;; The option {variant} of a bound socket is set to {size}, and should be told as it was set. Linux tells twice the size of
;; a buffer, which is right too.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_size", "wasix.sock_get_opt_size", "wasix.sock_set_opt_size.similar", "wasix.sock_get_opt_size.similar", "posix.setsockopt", "posix.getsockopt", "posix.setsockopt.buffers", "linux.setsockopt.buffers", "linux.setsockopt.ttl", "linux.setsockopt.multicast"]
;;! needs = ["netns"]
;;! [variants]
;;! recv-buf-size    = { number = "15", size = "65536", answer = "success size=65536 | success size=131072" }
;;! send-buf-size    = { number = "16", size = "65536", answer = "success size=65536 | success size=131072" }
;;! ttl              = { number = "23", size = "42", answer = "success size=42" }
;;! multicast-ttl-v4 = { number = "24", size = "7", answer = "success size=7" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                               ;;~ success
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 15 (;number;)) (i64.const 65536 (;size;))))  ;;= success
    (drop (call $sock_get_opt_size (local.get $fd) (i32.const 15 (;number;)) (i32.const 48)))              ;;= {answer}
  ))
