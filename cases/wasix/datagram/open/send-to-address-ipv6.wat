;; A socket of IPv6 that has no address sends a datagram: it should have been given one then, at no address of its own,
;; with a port that the system has chosen.
;;! level = "should"
;;! refs = ["linux.udp.port", "wasix.sock_send_to.similar", "wasix.sock_addr_local"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to"    (func $sock_send_to    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")                                         ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))                                     ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                             ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))                                     ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= success datalen=5
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                                                         ;;= success addr=[::]:* addr!=[::]:0
  ))
