;; A datagram socket is connected, and nothing waits: a read would wait, so of the socket and standard output, which can
;; always be written to, poll_oneoff should report only standard output.
;;! level = "should"
;;! refs = ["posix.poll.read", "posix.poll.write", "posix.poll.asked", "wasix.poll_oneoff.event", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                              ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")                             ;; inet4, port 8224, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))        ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))        ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                 ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                               ;;~ success
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
