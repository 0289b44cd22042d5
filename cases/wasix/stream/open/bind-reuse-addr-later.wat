;; A connection has ended that this side closed first, and the option reuse_addr (2) is on only of the socket that is bound
;; to its address now. Linux wants it on of both, and POSIX leaves open what using an address again means: the answer is
;; recorded.
;;! level = "may"
;;! refs = ["posix.setsockopt.reuse", "posix.bind.reuse", "linux.setsockopt.reuse-addr", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"    (func $sock_accept       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"          (func $fd_close          (param i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))             ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $fd_close (local.get $server)))                                                  ;;~ success
    (drop (call $fd_close (local.get $client)))                                                  ;;~ success
    (drop (call $fd_close (local.get $listener)))                                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))            ;;~ success
    (local.set $fd (i32.load (i32.const 12)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 2) (i32.const 1)))                 ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                      ;;= addrinuse | success
  ))
