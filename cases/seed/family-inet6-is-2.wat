;; Family 2 is IPv6, says the article: a socket opened and bound with 2 has an IPv6 address.
;;! level = "must"
;;! refs = ["seed.address_family.inet6", "wasix.address_family.inet6"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\02\00" "\00\00" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 0, ::1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $fd (i32.load (i32.const 80)))
    (drop (call $sock_bind (local.get $fd) (i32.const 48)))                            ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 112)))                     ;;= success addr=[::1]:*
  ))
