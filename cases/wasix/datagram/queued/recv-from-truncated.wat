;; A datagram of five bytes waits, and there is room for two: sock_recv_from should store two, and say by its flag that
;; data were cut off. The rest should be dropped, and not be received next.
;;! level = "should"
;;! refs = ["wasix.sock_recv_from.data", "wasix.sock_recv_from.flags", "wasi.roflags", "posix.recvfrom.message", "posix.recvmsg.trunc", "wasix.sock_recv_from.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\02\00\00\00")     ;; the vector to receive: 2 bytes at 192
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")     ;; the vector to peek: 16 bytes at 208
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                       ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                                       ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                ;;~ success
    (drop (call $sock_send_to (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 160) (i32.const 48)))                 ;;~ success datalen=5
    (drop (call $sock_recv_from (local.get $fd) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;~ success data="hello" datalen=5
    (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= success data="he" datalen=2 flags=data-truncated addr=127.0.0.1:7967
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                                                        ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))                      ;;= again
  ))
