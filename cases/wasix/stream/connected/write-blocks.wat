;; 64 MiB are written with one call to a connection from which the peer receives nothing yet, more than the buffers of
;; both ends hold. That poll_oneoff has reported room does not change it: fd_write on a blocking socket should wait, and
;; go on and return once the peer receives.
;;! level = "should"
;;! refs = ["posix.write.socket", "posix.write.blocks", "linux.poll.room", "wasix.fd_write.similar", "wasix.poll_oneoff.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"     (func $fd_write     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")      ;; the vector to send: 64 MiB at 64 KiB
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")  ;; a subscription: userdata 7, fd_write

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;~ success nevents=1
    ;;< once waiting recv 67108864
    (drop (call $fd_write (local.get $client) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= blocks then success data=* nwritten=*
  ))
