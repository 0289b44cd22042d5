;; The peer has vanished without a word, so nothing tells that the data which was sent has arrived, and TCP gives up:
;; read, which waits, should be told by ETIMEDOUT.
;;! level = "should"
;;! refs = ["posix.recv.timedout", "wasix.errno.timedout", "wasix.fd_read.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! world = { timeouts = "short" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"    (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"      (func $fd_read      (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
    ;;< accept
    ;;< vanish
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success datalen=5
    (drop (call $fd_read (local.get $client) (i32.const 104) (i32.const 1) (i32.const 48)))                 ;;= timedout
  ))
