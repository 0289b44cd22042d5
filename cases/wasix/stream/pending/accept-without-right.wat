;; A connection waits, and the listening socket has given up the right to accept, number 29, and no other: it must be
;; refused, with notcapable, or with access as the pages have it.
;;! level = "must"
;;! refs = ["wasix.rights", "wasix.fd_fdstat_set_rights", "wasix.errno.notcapable", "wasix.errno.access"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"            (func $sock_bind            (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"          (func $sock_listen          (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"         (func $sock_connect         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"       (func $sock_accept          (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                    ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                       ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                      ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                    ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                      ;;~ success
    (drop (call $fd_fdstat_set_rights (local.get $listener) (i64.const 0x7f_d820_004a) (i64.const 0)))  ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))         ;;= notcapable | access
  ))
