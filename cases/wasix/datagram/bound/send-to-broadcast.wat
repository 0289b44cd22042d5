;; The option broadcast (6) is on: a datagram to a broadcast address should be sent, and reach a socket that is bound to
;; that port at no address of its own. That one has the option as well, which by the page of Linux it takes to receive.
;;! level = "should"
;;! refs = ["posix.sendto.broadcast", "posix.sendto.datagram", "linux.udp.broadcast", "wasix.sock_set_opt_flag.similar", "wasix.sock_send_to.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to"      (func $sock_send_to      (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from"    (func $sock_recv_from    (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\00\00\00\00")   ;; inet4, port 7967, 0.0.0.0
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1
  (data (i32.const 176) "\01\00" "\1f\1f" "\7f\ff\ff\ff")  ;; inet4, port 7967, 127.255.255.255, the broadcast address of loopback

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                         ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                                         ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                  ;;~ success
    (drop (call $sock_set_opt_flag (local.get $peer) (i32.const 6) (i32.const 1)))                                                            ;;~ success
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 6) (i32.const 1)))                                                              ;;~ success
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 176) (i32.const 48)))                     ;;= success datalen=5
    (drop (call $sock_recv_from (local.get $peer) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= success data="hello" datalen=5 addr=127.0.0.1:8224
  ))
