;; The queue of the peer is full, so a thread waits to connect, and another one shuts both directions down. Linux gives
;; the attempt up, so connect should fail; POSIX has nothing to shut down, and then it waits on.
;;! level = "should"
;;! refs = ["linux.shutdown.connecting", "posix.shutdown.notconn", "linux.listen.queue-full", "wasix.sock_shutdown.similar", "wasix.thread_spawn_v2"]
;;! needs = ["netns", "threads"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "thread_spawn_v2" (func $thread_spawn (param i32 i32) (result i32)))
  (import "wasix_32v1" "thread_join" (func $thread_join (param i32) (result i32)))
  (import "env" "memory" (memory 3 3 shared))
  (export "memory" (memory 0))
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 112) "\d0\00\00\00" "\10\00\00\00")    ;; the vector of the gate: 16 bytes at 208
  (data (i32.const 1024) "\00\00\02\00")                  ;; what a thread begins with: the end of its stack,
  (data (i32.const 1080) "\00\10\00\00")                  ;; and the size of that

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))                                             ;;~ success
    ;;< listen 0
    (drop (call $sock_connect (i32.load (i32.const 12)) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                              ;;~ success
    (drop (call $sock_connect (i32.load (i32.const 4)) (i32.const 16)))                                                           ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))                                              ;;~ success
    (drop (call $thread_spawn (i32.const 1024) (i32.const 88)))                                                                   ;;~ success tid=*
    ;;< once waiting send "go"
    (drop (call $sock_recv (i32.load (i32.const 12)) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ blocks then success data="go" datalen=2
    (drop (call $sock_shutdown (i32.load (i32.const 8)) (i32.const 3)))                                                           ;;= success | notconn
    (drop (call $thread_join (i32.load (i32.const 88))))                                                                          ;;= success | blocks
  )

  (func (export "wasi_thread_start") (param i32 i32)
    (drop (call $sock_connect (i32.load (i32.const 8)) (i32.const 16)))                                                           ;;= connreset | connaborted | blocks
  ))
