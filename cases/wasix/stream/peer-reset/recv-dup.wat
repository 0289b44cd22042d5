;; A peer outside of the guest has broken the connection off, and then the socket was duplicated: it is one socket, so
;; recv through the new descriptor should tell of the reset by ECONNRESET.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "posix.pending.reset", "posix.recv.reset", "rfc9293.reset.told", "wasix.sock_recv.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"       (func $fd_dup       (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                      ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                        ;;~ success
    ;;< accept
    ;;< reset
    (drop (call $fd_dup (local.get $client) (i32.const 12)))                                                              ;;~ success
    (local.set $copy (i32.load (i32.const 12)))
    (drop (call $sock_recv (local.get $copy) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= connreset
  ))
