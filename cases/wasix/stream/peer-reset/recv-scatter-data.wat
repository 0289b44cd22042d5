;; A peer outside of the guest has sent five bytes and broken the connection off, and a peek has shown that they still
;; wait. Recv is given two vectors of which they fill the first exactly: it should return the five, and the next recv
;; tell of the reset by ECONNRESET.
;;! level = "should"
;;! refs = ["posix.recv.peek", "posix.recv.reset", "posix.recv.stream", "posix.readv.order", "posix.pending.once", "linux.recv.reset-data", "rfc9293.reset.told", "wasix.sock_recv.scatter", "wasix.sock_recv.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                              ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\05\00\00\00" "\c8\00\00\00" "\05\00\00\00")  ;; the vectors to receive: 5 bytes at 192, 5 at 200
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")                                ;; the vector to peek: 16 bytes at 208

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    ;;< send "hello"
    ;;< reset
    (drop (call $sock_recv (local.get $client) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52)))  ;;~ success data="hello" datalen=5
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 2) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="hello" datalen=5
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 2) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= connreset
  ))
