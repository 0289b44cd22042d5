;; Family 1 is IPv4, says the article, and not 2 as in POSIX: a socket opened and bound with 1 has an IPv4 address.
;;! level = "must"
;;! refs = ["seed.address_family.inet4", "wasix.address_family.inet4"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $fd (i32.load (i32.const 80)))
    (drop (call $sock_bind (local.get $fd) (i32.const 48)))                            ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 112)))                     ;;= success addr=127.0.0.1:*
  ))
