;; sock_addr_local writes the type that sock_connect reads, so its bytes, given on unchanged, must reach the listener.
;; The system has chosen its port: a call that exchanges the two bytes of it leads elsewhere.
;;! level = "must"
;;! refs = ["wasix.addr_port.round-trip", "wasix.sock_addr_local", "wasix.sock_connect"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"     (func $sock_listen     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"    (func $sock_connect    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"  (func $sock_accept     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\90\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 8080, ::1

  (func (export "_start") (local $listener i32) (local $client i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                ;;~ success
    (drop (call $sock_addr_local (local.get $listener) (i32.const 64)))                           ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 4)))              ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 64)))                                ;;= success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 192)))  ;;= success
  ))
