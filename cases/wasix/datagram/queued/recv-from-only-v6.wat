;; A socket is bound to ::, for IPv6 alone, which the option only_v6 (5) has made it, and somebody sends a datagram to
;; its port at {address}: it should not be received, but one that is sent to ::1 later.
;;! level = "should"
;;! refs = ["wasix.sock_option.only_v6", "linux.ipv6.only", "wasix.sock_set_opt_flag.similar", "posix.recvfrom.source", "wasix.sock_recv_from.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! inet4 = { family = "1", tag = "\\01\\00", octets = "\\7f\\00\\00\\01", address = "127.0.0.1" }
;;! mapped = { family = "2", tag = "\\02\\00", octets = "\\00\\00\\00\\00\\00\\00\\00\\00\\00\\00\\ff\\ff\\7f\\00\\00\\01", address = "::ffff:127.0.0.1" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to"      (func $sock_send_to      (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from"    (func $sock_recv_from    (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")   ;; inet6, port 7967, ::
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")                                          ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")                                         ;; the vector to receive: 16 bytes at 192
  (data (i32.const 112) "\90\00\00\00" "\02\00\00\00")                                         ;; another vector to send: 2 bytes at 144
  (data (i32.const 128) "hello")
  (data (i32.const 144) "yo")
  (data (i32.const 160) "\01\00" (;tag;) "\1f\1f" "\7f\00\00\01" (;octets;))                   ;; port 7967, {address}
  (data (i32.const 224) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1

  (func (export "_start") (local $fd i32) (local $peer i32) (local $other i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))                                                       ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 5) (i32.const 1)))                                                            ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_open (i32.const 1 (;family;)) (i32.const 2) (i32.const 17) (i32.const 4)))                                            ;;~ success
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send_to (local.get $peer) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 160) (i32.const 48)))                ;;~ success datalen=2
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 8)))                                                       ;;~ success
    (local.set $other (i32.load (i32.const 8)))
    (drop (call $sock_send_to (local.get $other) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 224) (i32.const 48)))                ;;~ success datalen=5
    (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= success data="hello" datalen=5 addr=[::1]:*
  ))
