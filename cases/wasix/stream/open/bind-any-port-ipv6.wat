;; Port 0 asks for any free port, of IPv6 as of IPv4: the socket should be bound, and tell the port that it has.
;;! level = "should"
;;! refs = ["wasix.addr_ip6.octets", "linux.bind.port-0", "wasix.sock_addr_local", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\00\00" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 0, ::1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr=[::1]:* addr!=[::1]:0
  ))
