;; The option {variant}, which nobody has set, is asked of a socket whose connection is still on its way: it should be as
;; it is of any socket.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "posix.getsockopt.type", "wasix.sock_option.type", "posix.setsockopt.recv-timeout", "wasix.sock_option.last_error", "posix.getsockopt.error"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! keep-alive      = { call = "sock_get_opt_flag", number = "12", answer = "success flag=false" }
;;! last-error      = { call = "sock_get_opt_size", number = "11", answer = "success size=0" }
;;! type            = { call = "sock_get_opt_size", number = "25", answer = "success size=1" }
;;! connect-timeout = { call = "sock_get_opt_time", number = "21", answer = "success time=none" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"               (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags"        (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt        (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))          ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                             ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))          ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                      ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                            ;;~ inprogress | success
    (drop (call $sock_get_opt (local.get $client) (i32.const 12 (;number;)) (i32.const 48)))  ;;= {answer}
  ))
