;; A socket whose connect was refused, which the guest was told, is in an interest list for everything. Linux tells of
;; it at once, that it can be written to and has hung up; POSIX says nothing of it: the answer is recorded.
;;! level = "may"
;;! refs = ["linux.poll.unconnected", "linux.epoll.level", "linux.epoll_ctl.always"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07")                            ;; an event: in, out, rdhup

  (func (export "_start") (local $client i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                         ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                           ;;~ connrefused | success
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $client))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $client) (i32.const 256)))             ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=out+hup,*}] nevents=1 | success events=[{events=*hup,*}] nevents=1 | blocks
  ))
