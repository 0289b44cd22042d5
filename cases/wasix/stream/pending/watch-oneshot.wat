;; A connection waits at a socket that is in an interest list with the flag oneshot, and epoll_wait has told of it.
;; Though another one comes, it should tell of no event any more.
;;! level = "should"
;;! refs = ["linux.epoll_ctl.oneshot", "linux.epoll_wait.over", "wasix.epoll_wait.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"  (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\81")                            ;; an event: in, oneshot

  (func (export "_start") (local $listener i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                   ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                  ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                ;;~ success
    (drop (call $sock_connect (i32.load (i32.const 4)) (i32.const 16)))                                             ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                                      ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $listener))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $listener) (i32.const 256)))                  ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))         ;;~ success events=[{events=in*,*}] nevents=1
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))                                ;;~ success
    (drop (call $sock_connect (i32.load (i32.const 8)) (i32.const 16)))                                             ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 576) (i32.const 4) (i64.const 100000000) (i32.const 48)))  ;;= success nevents=0
  ))
