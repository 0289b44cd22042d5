;; ::ffff:127.0.0.1 is an address of IPv4, mapped to IPv6: Linux binds a socket of IPv6 to it, which should tell it in
;; that form.
;;! level = "should"
;;! refs = ["posix.ipv6.bind", "linux.ipv6.mapped", "wasix.sock_addr_local", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 7967, ::ffff:127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr=[::ffff:127.0.0.1]:7967
  ))
