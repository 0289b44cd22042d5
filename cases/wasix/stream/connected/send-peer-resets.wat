;; 64 MiB are sent with one call, more than the buffers of both ends hold, and the peer breaks the connection off while
;; send waits: it should return then, with what it had sent by that time or with the error, ECONNRESET or EPIPE.
;;! level = "should"
;;! refs = ["posix.send.blocks", "posix.send.reset", "posix.send.closed", "posix.send.count", "rfc9293.reset.told", "wasix.sock_send.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"    (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")     ;; the vector to send: 64 MiB at 64 KiB

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
    ;;< accept
    ;;< once waiting reset
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= blocks then success data=* datalen=* | blocks then connreset | blocks then pipe
  ))
