;; The option keep_alive (12) of a socket whose connection is still on its way is switched on and off again: each time it
;; should be told as it was set.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_flag", "wasix.sock_get_opt_flag", "wasix.sock_set_opt_flag.similar", "wasix.sock_get_opt_flag.similar", "posix.setsockopt", "posix.setsockopt.boolean", "posix.getsockopt", "linux.setsockopt.flags"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag"   (func $sock_set_opt_flag   (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag"   (func $sock_get_opt_flag   (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))    ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                       ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))    ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                      ;;~ inprogress | success
    (drop (call $sock_set_opt_flag (local.get $client) (i32.const 12) (i32.const 1)))   ;;= success
    (drop (call $sock_get_opt_flag (local.get $client) (i32.const 12) (i32.const 48)))  ;;= success flag=true
    (drop (call $sock_set_opt_flag (local.get $client) (i32.const 12) (i32.const 0)))   ;;= success
    (drop (call $sock_get_opt_flag (local.get $client) (i32.const 12) (i32.const 48)))  ;;= success flag=false
  ))
