;; The option {variant}, which nobody has set, is asked of a socket whose peer has closed its end: it should be as it is of
;; any socket.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "posix.getsockopt.type", "wasix.sock_option.type", "posix.setsockopt.recv-timeout", "wasix.sock_option.last_error", "posix.getsockopt.error"]
;;! needs = ["netns"]
;;! [variants]
;;! keep-alive   = { call = "sock_get_opt_flag", number = "12", answer = "success flag=false" }
;;! last-error   = { call = "sock_get_opt_size", number = "11", answer = "success size=0" }
;;! type         = { call = "sock_get_opt_size", number = "25", answer = "success size=1" }
;;! recv-timeout = { call = "sock_get_opt_time", number = "19", answer = "success time=none" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"                  (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"                (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"               (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"             (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"                  (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"                   (func $fd_close     (param i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                        ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                           ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                          ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                             ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $fd_close (local.get $server)))                                                                             ;;~ success
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ success datalen=0
    (drop (call $sock_get_opt (local.get $client) (i32.const 12 (;number;)) (i32.const 48)))                                ;;= {answer}
  ))
