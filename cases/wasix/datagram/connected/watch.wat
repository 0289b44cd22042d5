;; No datagram waits at a connected socket, and a send would not wait: an interest list that has it for everything
;; should tell of out alone.
;;! level = "should"
;;! refs = ["posix.poll.write", "posix.poll.read", "linux.epoll_ctl.out", "linux.epoll.level", "wasix.epoll_wait.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1
  (data (i32.const 256) "\07")                             ;; an event: in, out, rdhup

  (func (export "_start") (local $peer i32) (local $fd i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                        ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                        ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                 ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                               ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $fd) (i32.const 256)))                 ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=out,*}] nevents=1
  ))
