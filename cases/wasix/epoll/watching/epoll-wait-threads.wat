;; Two threads wait by one interest list, one after the other, and then a datagram arrives at the socket in there,
;; which nobody takes. Without the flag et a list tells the same as poll, so both should be told.
;;! level = "should"
;;! refs = ["linux.epoll.level", "wasix.epoll_wait", "wasix.epoll_wait.similar", "wasix.thread_spawn_v2"]
;;! needs = ["netns", "threads"]
;;! peer = "127.0.0.1:7967"
;;! race = true
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl" (func $epoll_ctl (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait" (func $epoll_wait (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasix_32v1" "thread_spawn_v2" (func $thread_spawn (param i32 i32) (result i32)))
  (import "env" "memory" (memory 3 3 shared))
  (export "memory" (memory 0))
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")      ;; the vector to send: 2 bytes at 128
  (data (i32.const 112) "\d0\00\00\00" "\10\00\00\00")     ;; the vector of the gate: 16 bytes at 208
  (data (i32.const 128) "hi")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1
  (data (i32.const 256) "\01")                             ;; an event: in
  (data (i32.const 1024) "\00\00\02\00")                   ;; what a thread begins with: the end of its stack,
  (data (i32.const 1080) "\00\10\00\00")                   ;; and the size of that

  (func (export "_start") (local $listener i32) (local $fd i32) (local $done i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                                ;;~ success
    ;;< connect
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))                                  ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                             ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                      ;;~ success
    (drop (call $epoll_create (i32.const 8)))                                                                                     ;;~ success
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (i32.load (i32.const 8)) (i32.const 0) (local.get $fd) (i32.const 256)))                               ;;~ success
    (drop (call $thread_spawn (i32.const 1024) (i32.const 88)))                                                                   ;;~ success tid=*
    ;;< once waiting send "go"
    (drop (call $sock_recv (i32.load (i32.const 12)) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ blocks then success data="go" datalen=2
    (drop (call $thread_spawn (i32.const 1024) (i32.const 92)))                                                                   ;;~ success tid=*
    ;;< once waiting send "go"
    (drop (call $sock_recv (i32.load (i32.const 12)) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ blocks then success data="go" datalen=2
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 160) (i32.const 48)))         ;;~ success datalen=2
    (loop $again
      (local.set $done (i32.atomic.load (i32.const 240)))
      (if (i32.lt_u (local.get $done) (i32.const 2))
        (then
          (drop (memory.atomic.wait32 (i32.const 240) (local.get $done) (i64.const -1)))
          (br $again))))
  )

  (func (export "wasi_thread_start") (param i32 i32)
    (drop (call $epoll_wait (i32.load (i32.const 8)) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 56)))                ;;= success events=[{events=in,*}] nevents=1
    (drop (i32.atomic.rmw.add (i32.const 240) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 240) (i32.const 1)))
  ))
