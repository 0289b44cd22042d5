;; The option {variant} of a listening socket is switched on and off again: each time it should be told as it was set.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_flag", "wasix.sock_get_opt_flag", "wasix.sock_set_opt_flag.similar", "wasix.sock_get_opt_flag.similar", "posix.setsockopt", "posix.setsockopt.boolean", "posix.getsockopt", "linux.setsockopt.flags", "linux.setsockopt.no-delay"]
;;! [variants]
;;! no-delay   = { number = "3" }
;;! dont-route = { number = "4" }
;;! keep-alive = { number = "12" }
;;! oob-inline = { number = "14" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                   ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                  ;;~ success
    (drop (call $sock_set_opt_flag (local.get $listener) (i32.const 3 (;number;)) (i32.const 1)))   ;;= success
    (drop (call $sock_get_opt_flag (local.get $listener) (i32.const 3 (;number;)) (i32.const 48)))  ;;= success flag=true
    (drop (call $sock_set_opt_flag (local.get $listener) (i32.const 3 (;number;)) (i32.const 0)))   ;;= success
    (drop (call $sock_get_opt_flag (local.get $listener) (i32.const 3 (;number;)) (i32.const 48)))  ;;= success flag=false
  ))
