;; The option recv_timeout (19) is a millisecond, and poll_oneoff waits for data: a time-out of receiving is none of
;; polling, so it should wait until the peer sends.
;;! level = "should"
;;! refs = ["linux.setsockopt.timeouts-poll", "wasix.poll_oneoff.read", "posix.poll.waits", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"       (func $poll_oneoff       (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\40\42\0f\00\00\00\00\00")  ;; a time: some, of a millisecond
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                       ;; a subscription: userdata 7, fd_read

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 19) (i32.const 224)))      ;;~ success
    (i32.store (i32.const 272) (local.get $client))
    ;;< once waiting send "hi"
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= blocks then success events=[{userdata=7,*error=success,*type=fd_read,*}] nevents=1
  ))
