;; By the page of sock_bind the flow information comes before an address of IPv6, and by the witx behind it. Where it is
;; before, these bytes are ::ffff:127.0.0.1, and where it is not, they are ::ffff, which is none of this host.
;;! level = "may"
;;! refs = ["wasix.addr_port.inet6", "wasix.addr_port.inet6.witx", "posix.bind.addrnotavail"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\00\00" "\00\00\00\00" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 0, flow information 0, ::ffff:127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success [wasix.addr_port.inet6] | addrnotavail [wasix.addr_port.inet6.witx]
  ))
