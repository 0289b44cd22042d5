;; Data waits at a socket that is waited for twice in one call, with the numbers 7 and 8: poll_oneoff should report
;; both, as poll looks at each entry by itself.
;;! level = "should"
;;! refs = ["posix.poll.count", "posix.poll.read", "wasix.poll_oneoff.read", "wasix.poll_oneoff.event", "wasix.poll_oneoff.count", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")     ;; the vector to peek: 16 bytes at 208
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")  ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_read

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    ;;< send "hello"
    (drop (call $sock_recv (local.get $client) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52)))  ;;~ success data="hello" datalen=5
    (i32.store (i32.const 272) (local.get $client))
    (i32.store (i32.const 320) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))                                 ;;= success nevents=2
  ))
