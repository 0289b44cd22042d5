;; Both directions of a connected datagram socket were shut down: Linux reports it for reading beside standard output,
;; which can always be written to, since a read would not wait. Whether it would is not said: the answer is recorded.
;;! level = "may"
;;! refs = ["posix.poll.read", "posix.shutdown.receive", "linux.poll.shut-read", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"     (func $sock_bind     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"  (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"   (func $poll_oneoff   (param i32 i32 i32 i32) (result i32)))
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
    (drop (call $sock_shutdown (local.get $fd) (i32.const 3)))                               ;;~ success
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success nevents=2 | success nevents=1
  ))
