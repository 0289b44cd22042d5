;; {address} is an address of multicast, of many hosts and none: a stream cannot be connected to it, which TCP refuses
;; as an error. Which one is not said; Linux finds no way there.
;;! level = "should"
;;! refs = ["rfc9293.open.multicast", "posix.connect.netunreach", "posix.connect.addrnotavail", "posix.connect.inval", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! inet6 = { octets = "\\ff\\02\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "ff02::1" }
;;! mapped = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\ff\\ff\\e0\\00\\00\\01", address = "::ffff:224.0.0.1" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\ff\02\00\00\00\00\00\00\00\00\00\00\00\00\00\01" (;octets;))  ;; inet6, port 7967, {address}

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= netunreach | hostunreach | addrnotavail | inval | afnosupport | access
  ))
