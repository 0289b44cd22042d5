;; {address} {why}, and this network has no way out. POSIX has ENETUNREACH for that, and EHOSTUNREACH, ENETDOWN or
;; EADDRNOTAVAIL, each by what the system knows of the address.
;;! level = "should"
;;! refs = ["posix.connect.netunreach", "posix.connect.addrnotavail", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! documentation = { octets = "\\20\\01\\0d\\b8\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "2001:db8::1", why = "is set apart for documents and belongs to no host" }
;;! mapped = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\ff\\ff\\c0\\00\\02\\01", address = "::ffff:192.0.2.1", why = "is an address of IPv4 that is set apart for documents, mapped to IPv6, and belongs to no host" }
;;! compatible = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\7f\\00\\00\\01", address = "::127.0.0.1", why = "is no mapped address, but one of IPv6 that belongs to no host" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\20\01\0d\b8\00\00\00\00\00\00\00\00\00\00\00\01" (;octets;))  ;; inet6, port 7967, {address}

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                         ;;= netunreach | hostunreach | netdown | addrnotavail
  ))
