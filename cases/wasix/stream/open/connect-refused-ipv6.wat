;; Nothing is bound to the port at {address}, and the loopback network says so at once: connrefused.
;;! level = "should"
;;! refs = ["posix.connect.connrefused", "wasix.sock_connect.similar", "wasix.errno.connrefused", "linux.ipv6.mapped"]
;;! needs = ["netns"]
;;! [variants]
;;! inet6 = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "::1" }
;;! mapped = { octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\ff\\ff\\7f\\00\\00\\01", address = "::ffff:127.0.0.1" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01" (;octets;))  ;; inet6, port 7967, {address}

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= connrefused
  ))
