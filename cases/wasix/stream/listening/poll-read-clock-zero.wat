;; Nobody has connected to the listening socket, and beside it a clock is waited for whose time is zero: poll_oneoff
;; must not wait, and report the clock alone.
;;! level = "must"
;;! refs = ["wasi.eventtype.clock", "wasi.subscription.clock", "posix.poll.listening", "posix.poll.limit", "wasix.sock_listen.poll", "wasix.poll_oneoff.similar", "wasix.poll_oneoff.event"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")                              ;; inet4, port 0, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\00\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, clock, monotonic, 0 ns

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                            ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                           ;;~ success
    (i32.store (i32.const 272) (local.get $listener))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=clock*}] nevents=1
  ))
