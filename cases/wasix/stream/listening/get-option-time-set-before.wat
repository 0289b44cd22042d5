;; The option {variant} was set to two seconds before binding and listening, and should be told so afterwards.
;;! level = "should"
;;! refs = ["wasix.sock_set_opt_time", "wasix.sock_get_opt_time", "posix.setsockopt", "posix.getsockopt", "linux.setsockopt.early"]
;;! [variants]
;;! linger         = { number = "13" }
;;! recv-timeout   = { number = "19" }
;;! accept-timeout = { number = "22" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")                        ;; inet4, port 0, 127.0.0.1
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                  ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $listener) (i32.const 13 (;number;)) (i32.const 224)))  ;;~ success
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                     ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                    ;;~ success
    (drop (call $sock_get_opt_time (local.get $listener) (i32.const 13 (;number;)) (i32.const 48)))   ;;= success time=2000000000
  ))
