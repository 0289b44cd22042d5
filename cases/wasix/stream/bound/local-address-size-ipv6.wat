;; The address is to be written where 27 bytes of memory are left: by the page of sock_bind an IPv6 address takes 28,
;; and by the witx any address 110, so that neither has room. Whether a call refuses then or traps is recorded, for
;; there are those that take 20.
;;! level = "may"
;;! refs = ["wasix.addr_port.size", "wasix.addr_port.size.witx", "wasi.witx.out-of-bounds"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 65509)))                  ;;= memviolation | traps | success addr=[::1]:7967
  ))
