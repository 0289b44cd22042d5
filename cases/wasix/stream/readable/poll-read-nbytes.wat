;; Five bytes wait, and poll_oneoff reports that the socket can be read: the event must give the number of bytes that
;; are available for that, which is 5.
;;! level = "must"
;;! refs = ["wasi.event.nbytes", "wasix.poll_oneoff.read"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"      (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"      (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"    (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")     ;; the vector to peek: 16 bytes at 208
  (data (i32.const 128) "hello")
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")  ;; a subscription: userdata 7, fd_read

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                        ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                           ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                          ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                             ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                  ;;~ success datalen=5
    (drop (call $sock_recv (local.get $client) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52)))  ;;~ success data="hello" datalen=5
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))                                 ;;= success events=[{userdata=7,*error=success,*type=fd_read,*nbytes=5,*}] nevents=1
  ))
