;; The option {variant} of a connected socket is set to two seconds and then to none: each time it should be told as it was
;; set.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_option.timeouts", "wasix.sock_option.linger", "wasix.sock_set_opt_time", "wasix.sock_set_opt_time.none", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "posix.setsockopt", "posix.getsockopt"]
;;! needs = ["netns"]
;;! [variants]
;;! linger       = { number = "13" }
;;! recv-timeout = { number = "19" }
;;! send-timeout = { number = "20" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"    (func $sock_accept       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds
  (data (i32.const 240) "\00")                                                  ;; a time: none

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                   ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                  ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                  ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))     ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 13 (;number;)) (i32.const 224)))  ;;= success
    (drop (call $sock_get_opt_time (local.get $client) (i32.const 13 (;number;)) (i32.const 48)))   ;;= success time=2000000000
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 13 (;number;)) (i32.const 240)))  ;;= success
    (drop (call $sock_get_opt_time (local.get $client) (i32.const 13 (;number;)) (i32.const 48)))   ;;= success time=none
  ))
