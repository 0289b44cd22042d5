;; {address} {why}, and this network has no way out: sendto may answer ENETUNREACH, EHOSTUNREACH or ENETDOWN, each by
;; what the system knows of the address. Linux finds no way there.
;;! level = "should"
;;! refs = ["posix.send.unreach", "wasix.sock_send_to.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! documentation = { octets = "\\20\\01\\0d\\b8\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "2001:db8::1", why = "is set apart for documents and belongs to no host" }
;;! mapped = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\ff\\ff\\c0\\00\\02\\01", address = "::ffff:192.0.2.1", why = "is an address of IPv4 that is set apart for documents, mapped to IPv6, and belongs to no host" }
;;! compatible = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\7f\\00\\00\\01", address = "::127.0.0.1", why = "is no mapped address, but one of IPv6 that belongs to no host" }
;;! multicast = { octets = "\\ff\\02\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "ff02::1", why = "is an address of multicast, which is sent to over an interface that can do that" }
;;! link-local = { octets = "\\fe\\80\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "fe80::1", why = "is a link-local address without the interface that it belongs to" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\20\01\0d\b8\00\00\00\00\00\00\00\00\00\00\00\01" (;octets;))  ;; inet6, port 7967, {address}
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")                                                    ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))                                     ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= netunreach | hostunreach | netdown | addrnotavail | inval
  ))
