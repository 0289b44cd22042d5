;; A connect was refused, so to send would fail at once, and no data could be written. Linux reports such a socket
;; beside standard output, which can always be written to; the witx and POSIX speak of data, and POSIX leaves the state
;; open: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.write", "posix.poll.write", "posix.connect.failed", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                              ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")                             ;; a subscription: userdata 7, fd_write
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ connrefused | success
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success nevents=2 | success nevents=1
  ))
