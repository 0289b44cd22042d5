;; Nothing waits yet at a socket, and beside it a clock is waited for that goes off after an hour, so poll_oneoff waits.
;; Once the peer sends two bytes, it must return, and report the socket alone.
;;! level = "must"
;;! refs = ["wasi.eventtype.clock", "wasi.subscription.clock", "wasix.poll_oneoff.read", "wasix.poll_oneoff.event", "wasix.sock_connect.poll"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                                                                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                                                                       ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\00\a0\b8\30\46\03")  ;; another: userdata 8, clock, monotonic, 1 h

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    (i32.store (i32.const 272) (local.get $client))
    ;;< once waiting send "hi"
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= blocks then success events=[{userdata=7,*error=success,*type=fd_read,*}] nevents=1
  ))
