;; Nothing waits at a connected socket, and beside it two clocks are waited for that have both come to their time,
;; which was just after 1970 began: poll_oneoff should report both.
;;! level = "should"
;;! refs = ["wasi.eventtype.clock", "wasi.subscription.clock", "posix.poll.count", "wasix.poll_oneoff.count", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                                                         ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                                                        ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00" "\02")  ;; another: userdata 8, clock, real time, 2 ns
  (data (i32.const 344) "\01")                                                                                   ;; abstime
  (data (i32.const 352) "\09\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00" "\03")  ;; another: userdata 9, clock, real time, 3 ns
  (data (i32.const 392) "\01")                                                                                   ;; abstime

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 3) (i32.const 48)))  ;;= success events=[*type=clock*type=clock*] nevents=2
  ))
