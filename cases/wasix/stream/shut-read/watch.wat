;; Receiving was shut down here, so a read would find the end of the data: an interest list that has the socket for
;; everything should tell of in, out and rdhup.
;;! level = "should"
;;! refs = ["linux.poll.shut-read", "linux.epoll_ctl.in", "linux.epoll_ctl.out", "linux.epoll.level", "wasix.epoll_wait.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"  (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create"   (func $epoll_create  (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"      (func $epoll_ctl     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"     (func $epoll_wait    (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07")                            ;; an event: in, out, rdhup

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                         ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                            ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                           ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                           ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))              ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_shutdown (local.get $client) (i32.const 1)))                                           ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $client))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $client) (i32.const 256)))             ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=in+out+rdhup,*}] nevents=1
  ))
