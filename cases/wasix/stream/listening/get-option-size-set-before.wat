;; The option {variant} was set to {size} before binding and listening, and should be told so afterwards. Linux tells twice
;; the size of a buffer, which is right too.
;;! level = "should"
;;! refs = ["wasix.sock_set_opt_size", "wasix.sock_get_opt_size", "posix.setsockopt", "posix.getsockopt", "wasix.sock_get_opt_size.similar", "linux.setsockopt.buffers", "linux.setsockopt.early"]
;;! [variants]
;;! recv-buf-size = { number = "15", size = "65536", answer = "success size=65536 | success size=131072" }
;;! send-buf-size = { number = "16", size = "65536", answer = "success size=65536 | success size=131072" }
;;! ttl           = { number = "23", size = "42", answer = "success size=42" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_size (local.get $listener) (i32.const 15 (;number;)) (i64.const 65536 (;size;))))  ;;~ success
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                               ;;~ success
    (drop (call $sock_get_opt_size (local.get $listener) (i32.const 15 (;number;)) (i32.const 48)))              ;;= {answer}
  ))
