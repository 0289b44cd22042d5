;; A datagram waits at a bound socket without a peer: it is non-blocking, and renumbered to the number of another
;; socket, which is blocking. That must succeed, and the number must then have the flags of the first.
;;! level = "must"
;;! refs = ["wasix.fd_renumber", "wasix.fd_renumber.witx", "wasix.fd_renumber.properties", "wasix.fd_fdstat_get.flags"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")     ;; the vector to peek: 16 bytes at 208
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32) (local $other i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                       ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                                       ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                ;;~ success
    (drop (call $sock_send_to (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 160) (i32.const 48)))                 ;;~ success datalen=5
    (drop (call $sock_recv_from (local.get $fd) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;~ success data="hello" datalen=5
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 8)))                                                       ;;~ success
    (local.set $other (i32.load (i32.const 8)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                                                        ;;~ success
    (drop (call $fd_renumber (local.get $fd) (local.get $other)))                                                                           ;;= success
    (drop (call $fd_fdstat_get (local.get $other) (i32.const 320)))                                                                         ;;= success flags=nonblock
  ))
