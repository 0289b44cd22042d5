;; A socket is in a group on both ends of a wire, and another one of the host sends to it by one of them, with
;; multicast_ttl_v4 at {ttl} and multicast_loop_v4 {loop}: it should {what}, so {first} is what it receives first.
;;! level = "should"
;;! refs = ["linux.ip.multicast-ttl", "linux.ip.loop", "wasix.sock_option", "wasix.sock_set_opt_size.similar", "wasix.sock_join_multicast_v4", "wasix.sock_recv_from.data", "wasix.sock_recv_from.address"]
;;! needs = ["netns"]
;;! world = { wire = true }
;;! [variants]
;;! host    = { ttl = "0", flag = "1", loop = "on", what = "hear it, which does not leave the host", first = "the datagram to the group", data = "hello", length = "5" }
;;! nowhere = { ttl = "0", flag = "0", loop = "off", what = "hear nothing of it, which goes nowhere", first = "what is sent to its own address afterwards", data = "o", length = "1" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v4" (func $sock_join_multicast_v4 (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\00\00\00\00")   ;; inet4, port 7967, 0.0.0.0
  (data (i32.const 32) "\ef\01\02\03")                     ;; the group 239.1.2.3
  (data (i32.const 36) "\cb\00\71\01")                     ;; the interface 203.0.113.1
  (data (i32.const 40) "\cb\00\71\02")                     ;; the interface 203.0.113.2
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 112) "\84\00\00\00" "\01\00\00\00")     ;; the vector to send afterwards: 1 byte at 132
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\cb\00\71\01")  ;; inet4, port 8224, 203.0.113.1
  (data (i32.const 240) "\01\00" "\1f\1f" "\ef\01\02\03")  ;; inet4, port 7967, 239.1.2.3
  (data (i32.const 272) "\01\00" "\1f\1f" "\cb\00\71\01")  ;; inet4, port 7967, 203.0.113.1

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                         ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_join_multicast_v4 (local.get $peer) (i32.const 32) (i32.const 36)))                                                     ;;~ success
    (drop (call $sock_join_multicast_v4 (local.get $peer) (i32.const 32) (i32.const 40)))                                                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                                         ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                  ;;~ success
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 7) (i32.const 1 (;flag;))))                                                     ;;~ success
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 24) (i64.const 0 (;ttl;))))                                                     ;;= success
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 240) (i32.const 48)))                     ;;~ success datalen=5
    (drop (call $sock_send_to (local.get $fd) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 272) (i32.const 48)))                    ;;~ success datalen=1
    (drop (call $sock_recv_from (local.get $peer) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= success data="{data}" datalen={length} addr=203.0.113.1:8224
  ))
