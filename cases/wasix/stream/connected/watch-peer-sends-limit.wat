;; Nothing waits at a socket that is in an interest list, and the peer sends two bytes while epoll_wait waits for an
;; hour at most: it must not wait for the hour.
;;! level = "must"
;;! refs = ["wasix.epoll_wait", "wasix.epoll_wait.timeout", "wasix.epoll_event.events", "linux.epoll_wait.blocks", "linux.epoll_ctl.in", "wasix.epoll_wait.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\01")                            ;; an event: in

  (func (export "_start") (local $client i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                    ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                      ;;~ success
    ;;< accept
    (drop (call $epoll_create (i32.const 12)))                                                                          ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $client))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $client) (i32.const 256)))                        ;;~ success
    ;;< meanwhile send "hi"
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const 3600000000000) (i32.const 48)))  ;;= success events=[{events=in,*}] nevents=1
  ))
