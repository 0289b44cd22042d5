;; Another datagram socket has the port at {address}, and neither asked to share it. :: stands for all addresses, those
;; of IPv4 too, so on Linux it cannot be bound to with the same port: addrinuse.
;;! level = "should"
;;! refs = ["linux.ipv6.any", "linux.ipv6.ports", "linux.bind.one", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! inet6 = { family = "2", tag = "\\02\\00", octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\01", address = "::1" }
;;! mapped = { family = "2", tag = "\\02\\00", octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\ff\\ff\\7f\\00\\00\\01", address = "::ffff:127.0.0.1" }
;;! inet4 = { family = "1", tag = "\\01\\00", octets = "\\7f\\00\\00\\01", address = "127.0.0.1" }
;;! inet4-any = { family = "1", tag = "\\01\\00", octets = "\\00\\00\\00\\00", address = "0.0.0.0" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")                      ;; inet6, port 7967, ::
  (data (i32.const 160) "\02\00" (;tag;) "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01" (;octets;))  ;; port 7967, {address}

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 2 (;family;)) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $other) (i32.const 160)))                                   ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))             ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                       ;;= addrinuse
  ))
