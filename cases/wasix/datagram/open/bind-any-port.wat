;; Port 0 asks for any free port: the socket must be bound, and tell the port that it has.
;;! level = "must"
;;! refs = ["wasix.sock_bind", "wasix.sock_addr_local"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 176) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 176)))                           ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                      ;;= success addr=127.0.0.1:* addr!=127.0.0.1:0
  ))
