;; The option recv_lowat (17) of an end of a pair is seven, five bytes have come, and a thread receives: it should wait
;; for more, and return with all that is there when ten more were sent.
;;! level = "should"
;;! refs = ["posix.setsockopt.lowat", "wasix.sock_recv.similar", "wasix.thread_spawn_v2"]
;;! needs = ["netns", "threads"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "thread_spawn_v2" (func $thread_spawn (param i32 i32) (result i32)))
  (import "wasix_32v1" "thread_join" (func $thread_join (param i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (import "env" "memory" (memory 3 3 shared))
  (export "memory" (memory 0))
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192
  (data (i32.const 112) "\d0\00\00\00" "\10\00\00\00")    ;; the vector of the gate: 16 bytes at 208
  (data (i32.const 120) "\90\00\00\00" "\0a\00\00\00")    ;; another vector to send: 10 bytes at 144
  (data (i32.const 128) "hello")
  (data (i32.const 144) ", good day")
  (data (i32.const 1024) "\00\00\02\00")                  ;; what a thread begins with: the end of its stack,
  (data (i32.const 1080) "\00\10\00\00")                  ;; and the size of that

  (func (export "_start") (local $listener i32) (local $fd i32) (local $peer i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                                ;;~ success
    ;;< connect
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))                                  ;;~ success
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                                ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 17) (i64.const 7)))                                                 ;;~ success
    (drop (call $sock_send (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                          ;;~ success datalen=5
    (drop (call $thread_spawn (i32.const 1024) (i32.const 88)))                                                                   ;;~ success tid=*
    ;;< once waiting send "go"
    (drop (call $sock_recv (i32.load (i32.const 12)) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ blocks then success data="go" datalen=2
    (drop (call $sock_send (local.get $peer) (i32.const 120) (i32.const 1) (i32.const 0) (i32.const 48)))                         ;;~ success datalen=10
    (drop (call $thread_join (i32.load (i32.const 88))))                                                                          ;;= success
  )

  (func (export "wasi_thread_start") (param i32 i32)
    (drop (call $sock_recv (i32.load (i32.const 0)) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 56) (i32.const 60)))   ;;= success data="hello, good day" datalen=15
  ))
