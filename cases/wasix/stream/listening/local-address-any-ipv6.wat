;; A socket that listens at :: must tell that as its address.
;;! level = "must"
;;! refs = ["wasix.sock_addr_local", "wasix.sock_addr_local.ip"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"     (func $sock_listen     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 7967, ::

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                     ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                    ;;~ success
    (drop (call $sock_addr_local (local.get $listener) (i32.const 64)))               ;;= success addr=[::]:7967
  ))
