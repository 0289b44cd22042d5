;; Only sending was shut down, and nothing waits, so a read would wait: of this socket and standard output, which can
;; always be written to, poll_oneoff should report only standard output.
;;! level = "should"
;;! refs = ["posix.shutdown.parts", "posix.poll.read", "posix.poll.write", "wasix.poll_oneoff.event", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"  (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"    (func $poll_oneoff   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                              ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))             ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_shutdown (local.get $client) (i32.const 2)))                               ;;~ success
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))      ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
