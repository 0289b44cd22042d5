;; The option {variant} is set of a connection, and no other call of a guest shows what that does. Whether the runtime sets
;; it of the socket of the host is recorded.
;;! level = "may"
;;! host-calls = true
;;! refs = ["wasix.sock_set_opt_flag", "posix.setsockopt", "wasix.sock_set_opt_flag.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! no-delay   = { number = "3" }
;;! keep-alive = { number = "12" }
;;! dont-route = { number = "4" }
;;! oob-inline = { number = "14" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"    (func $sock_accept       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
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
    (drop (call $sock_set_opt_flag (local.get $client) (i32.const 3 (;number;)) (i32.const 1)))  ;;= *
  ))
