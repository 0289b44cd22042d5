;; A socket is in a group of IPv6 on the interface by which another one of the host sends to it: with the option
;; multicast_loop_v6 {variant} it should {what}, so {first} is what it receives first.
;;! level = "should"
;;! refs = ["rfc3493.multicast.loop", "wasix.sock_option", "wasix.sock_set_opt_flag.similar", "wasix.sock_join_multicast_v6", "wasix.sock_recv_from.data", "wasix.sock_recv_from.address"]
;;! needs = ["netns"]
;;! world = { wire = true }
;;! [variants]
;;! on  = { flag = "1", what = "hear a copy", first = "the datagram to the group", data = "hello", length = "5", sender = "fe80::1" }
;;! off = { flag = "0", what = "hear nothing of that", first = "what is sent to its own address afterwards", data = "o", length = "1", sender = "::1" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v6" (func $sock_join_multicast_v6 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")   ;; inet6, port 7967, ::
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")                                          ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")                                         ;; the vector to receive: 16 bytes at 192
  (data (i32.const 112) "\84\00\00\00" "\01\00\00\00")                                         ;; the vector to send afterwards: 1 byte at 132
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\02\00" "\20\20" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 8224, ::
  (data (i32.const 240) "\02\00" "\1f\1f" "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\11\11")  ;; inet6, port 7967, ffff::1111
  (data (i32.const 272) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1
  (data (i32.const 304) "\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\11\11")                    ;; the group ffff::1111

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))                                                         ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_join_multicast_v6 (local.get $peer) (i32.const 304) (i32.const 2)))                                                     ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))                                                         ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                  ;;~ success
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 8) (i32.const 1 (;flag;))))                                                     ;;= success
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 240) (i32.const 48)))                     ;;~ success datalen=5
    (drop (call $sock_send_to (local.get $fd) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 272) (i32.const 48)))                    ;;~ success datalen=1
    (drop (call $sock_recv_from (local.get $peer) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= success data="{data}" datalen={length} addr=[{sender}]:8224
  ))
