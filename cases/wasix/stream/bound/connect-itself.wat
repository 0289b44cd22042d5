;; A bound socket is told to connect to its own address. By RFC 9293 two attempts that meet make a connection, which on
;; Linux is one of the socket with itself; POSIX has ECONNREFUSED where nobody listens. The answer is recorded.
;;! level = "may"
;;! refs = ["rfc9293.open.simultaneous", "linux.connect.itself", "posix.connect.connrefused", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $errno i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (local.set $errno (call $sock_connect (local.get $fd) (i32.const 16)))            ;;= success [rfc9293.open.simultaneous] | connrefused [posix.connect.connrefused]
    (if (i32.eqz (local.get $errno))
      (then
        (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                  ;;= success addr=127.0.0.1:7967
      ))
  ))
