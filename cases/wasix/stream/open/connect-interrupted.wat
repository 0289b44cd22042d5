;; The queue of the peer is full, so connect waits, and a signal comes: it should fail with EINTR, or be restarted and wait on. That it
;; waits at all is asked elsewhere.
;;! level = "should"
;;! refs = ["posix.connect.interrupted", "linux.listen.queue-full", "wasix.sock_connect.similar", "wasix.errno.intr"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< once waiting signal
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= blocks then intr | blocks
  ))
