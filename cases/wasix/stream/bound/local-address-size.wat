;; The address is to be written where 16 bytes of memory are left, and then where 64 are: by the page of sock_bind an
;; IPv4 address takes 16, and by the witx any address 110. Both are recorded, for whoever takes a number between them
;; follows neither.
;;! level = "may"
;;! refs = ["wasix.addr_port.size", "wasix.addr_port.size.witx"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 65520)))                  ;;= success addr=127.0.0.1:7967 [wasix.addr_port.size] | memviolation [wasix.addr_port.size.witx] | traps [wasix.addr_port.size.witx]
    (drop (call $sock_addr_local (local.get $fd) (i32.const 65472)))                  ;;= success addr=127.0.0.1:7967 [wasix.addr_port.size] | memviolation [wasix.addr_port.size.witx] | traps [wasix.addr_port.size.witx]
  ))
