;; A bound socket listens with a backlog of 8. What the runtime asks of the host for that is recorded: the backlog that the
;; host is told bounds how many connections wait, so it is to be the guest's.
;;! level = "may"
;;! refs = ["seed.sock_listen.bound", "wasix.sock_listen"]
;;! host-calls = true
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                          ;;= success
  ))
