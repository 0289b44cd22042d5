;; The host's kernel tells {variant} as the error that the socket keeps, and the guest must find the number of the errno of that
;; name, {number}. It is gone once it was asked for.
;;! level = "should"
;;! refs = ["wasix.sock_option.last_error", "wasix.sock_get_opt_size.similar", "posix.getsockopt.error", "posix.pending.once"]
;;! needs = ["netns"]
;;! inject = "so-error {variant}"
;;! [variants]
;;! ECONNREFUSED  = { number = "14" }
;;! ECONNRESET    = { number = "15" }
;;! ECONNABORTED  = { number = "13" }
;;! ETIMEDOUT     = { number = "73" }
;;! ENETUNREACH   = { number = "40" }
;;! EHOSTUNREACH  = { number = "23" }
;;! ENETDOWN      = { number = "38" }
;;! EACCES        = { number = "2" }
;;! EPERM         = { number = "63" }
;;! EADDRNOTAVAIL = { number = "4" }
;;! EADDRINUSE    = { number = "3" }
;;! EPIPE         = { number = "64" }
;;! EPROTO        = { number = "65" }
;;! ENOBUFS       = { number = "42" }
;;! ENOMEM        = { number = "48" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"    (func $sock_accept       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))             ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_get_opt_size (local.get $client) (i32.const 11) (i32.const 48)))           ;;= success size={number}
    (drop (call $sock_get_opt_size (local.get $client) (i32.const 11) (i32.const 48)))           ;;= success size=0
  ))
