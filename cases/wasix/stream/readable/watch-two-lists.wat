;; A socket is in two interest lists, and data waits at it. Both should tell of that, first the one that it was added
;; to last.
;;! level = "should"
;;! refs = ["linux.epoll.two-lists", "linux.epoll.level", "linux.epoll_ctl.in", "wasix.epoll_wait.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")    ;; the vector to peek: 16 bytes at 208
  (data (i32.const 256) "\01")                            ;; an event: in

  (func (export "_start") (local $client i32) (local $list i32) (local $other i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    (drop (call $epoll_create (i32.const 12)))                                                                              ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (drop (call $epoll_create (i32.const 8)))                                                                               ;;~ success
    (local.set $other (i32.load (i32.const 8)))
    (i32.store (i32.const 268) (local.get $client))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $client) (i32.const 256)))                            ;;~ success
    (i32.store (i32.const 268) (local.get $client))
    (drop (call $epoll_ctl (local.get $other) (i32.const 0) (local.get $client) (i32.const 256)))                           ;;~ success
    ;;< send "hello"
    (drop (call $sock_recv (local.get $client) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52)))  ;;~ success data="hello" datalen=5
    (drop (call $epoll_wait (local.get $other) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))                ;;~ success events=[{events=in*,*}] nevents=1
    (drop (call $epoll_wait (local.get $list) (i32.const 576) (i32.const 4) (i64.const -1) (i32.const 48)))                 ;;= success events=[{events=in,*}] nevents=1
  ))
