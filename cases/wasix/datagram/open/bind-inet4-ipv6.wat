;; A datagram socket of IPv6 is told to bind to an address of IPv4 that is not mapped: POSIX has EAFNOSUPPORT for an
;; address of another family, and Linux EINVAL. The article has addrnotavail for an address in a wrong form.
;;! level = "should"
;;! refs = ["posix.bind.afnosupport", "linux.ipv6.inet4", "seed.errno.addrnotavail", "wasix.sock_open.address", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= afnosupport | inval | addrnotavail
  ))
