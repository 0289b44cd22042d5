;; A datagram socket of IPv6 is bound: its local address must be the one that it was bound to.
;;! level = "must"
;;! refs = ["wasix.sock_addr_local", "wasix.sock_addr_local.ip", "wasix.addr_port.inet6.witx", "posix.bind.assigns", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 160) "\02\00" "\20\20" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 8224, ::1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                           ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                      ;;= success addr=[::1]:8224
  ))
