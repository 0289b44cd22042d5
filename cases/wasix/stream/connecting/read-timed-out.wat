;; A connect that does not wait has timed out, since the queue of the peer is full, and poll_oneoff has waited for that:
;; read should tell of it by ETIMEDOUT.
;;! level = "should"
;;! refs = ["posix.recv.timedout", "posix.pending.once", "linux.pending", "wasix.errno.timedout", "wasix.fd_read.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! world = { timeouts = "short" }
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"         (func $poll_oneoff         (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")  ;; a subscription: userdata 7, fd_write

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $first (i32.load (i32.const 4)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                            ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))         ;;~ success
    (local.set $client (i32.load (i32.const 8)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                     ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ inprogress
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;~ success nevents=1
    (drop (call $fd_read (local.get $client) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= timedout
  ))
