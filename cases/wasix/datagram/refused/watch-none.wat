;; Nobody took what was sent to the peer, and the socket is in an interest list for no event at all: of the error
;; epoll_wait should tell all the same.
;;! level = "should"
;;! refs = ["linux.udp.refused", "linux.epoll_ctl.always", "posix.poll.hup", "wasix.epoll_wait.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"    (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 256) "\00")                            ;; an event: nothing

  (func (export "_start") (local $fd i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                        ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                               ;;~ success
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))       ;;~ success datalen=5
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $fd) (i32.const 256)))                 ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=err,*}] nevents=1
  ))
