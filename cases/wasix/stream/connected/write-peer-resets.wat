;; 64 MiB are written with one call, more than the buffers of both ends hold, and the peer breaks the connection off
;; while fd_write waits: it should return then, with what it had written by that time or with the error, ECONNRESET or
;; EPIPE.
;;! level = "should"
;;! refs = ["posix.write.socket", "posix.write.blocks", "posix.send.reset", "posix.send.closed", "posix.write.count", "rfc9293.reset.told", "wasix.fd_write.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"     (func $fd_write     (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")     ;; the vector to write: 64 MiB at 64 KiB

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    ;;< once waiting reset
    (drop (call $fd_write (local.get $client) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= blocks then success nwritten=* | blocks then connreset | blocks then pipe
  ))
