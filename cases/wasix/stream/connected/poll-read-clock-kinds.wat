;; Nothing waits at a connected socket, and beside it a clock is waited for that has come to its time, or does so
;; after a millisecond ({variant}): poll_oneoff must report the clock alone.
;;! level = "must"
;;! refs = ["wasi.eventtype.clock", "wasi.subscription.clock", "wasix.poll_oneoff.read", "wasix.poll_oneoff.event"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! real-time      = { id = '\00', timeout = '\40\42\0f', flags = '\00', clock = "real time", time = "1 ms", flag = "none" }
;;! monotonic-past = { id = '\01', timeout = '\02\00\00', flags = '\01', clock = "monotonic", time = "2 ns", flag = "abstime" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")  ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08")                             ;; another: userdata 8, clock
  (data (i32.const 320) "\00" (;id;))                      ;; its clock: {clock}
  (data (i32.const 328) "\40\42\0f" (;timeout;))           ;; its time: {time}
  (data (i32.const 344) "\00" (;flags;))                   ;; its flags: {flag}

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=clock*}] nevents=1
  ))
