;; Nobody took the datagram that a connected socket has sent, which no call has told yet: the next call should tell it,
;; here recv, by ECONNREFUSED, and should not wait. The flag {variant} makes no difference to that.
;;! level = "should"
;;! refs = ["linux.udp.refused", "linux.pending", "posix.pending.once", "wasix.sock_recv.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! peek     = { flags = "1" }
;;! waitall  = { flags = "2" }
;;! dontwait = { flags = "8" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"    (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                             ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                      ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                                                    ;;~ success
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                            ;;~ success datalen=5
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= connrefused
  ))
