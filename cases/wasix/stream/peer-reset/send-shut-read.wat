;; Receiving was shut down here, and then a peer outside of the guest has broken the connection off: send should fail,
;; by the ECONNRESET that the socket keeps, or by EPIPE or ENOTCONN, since it is no longer connected.
;;! level = "should"
;;! refs = ["posix.send.reset", "posix.send.closed", "posix.send.notconn", "posix.errno.order", "posix.pending.reset", "rfc9293.reset.told", "wasix.sock_send.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"  (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"     (func $sock_send     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
    ;;< accept
    (drop (call $sock_shutdown (local.get $client) (i32.const 1)))                                          ;;~ success
    ;;< reset
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= connreset | pipe | notconn
  ))
