;; The option broadcast (6) was switched on and off again: a datagram to a broadcast address should be refused by EACCES.
;;! level = "should"
;;! refs = ["posix.sendto.broadcast", "linux.udp.broadcast", "posix.setsockopt.boolean", "wasix.sock_send_to.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to"      (func $sock_send_to      (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1
  (data (i32.const 176) "\01\00" "\1f\1f" "\7f\ff\ff\ff")  ;; inet4, port 7967, 127.255.255.255, the broadcast address of loopback

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                      ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                               ;;~ success
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 6) (i32.const 1)))                                           ;;~ success
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 6) (i32.const 0)))                                           ;;~ success
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 176) (i32.const 48)))  ;;= access
  ))
