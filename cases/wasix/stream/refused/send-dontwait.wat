;; A connect was refused, so the socket is connected to nobody: POSIX answers ENOTCONN to a send, Linux answers EPIPE. A
;; refusal that connect has kept to itself is the socket's pending error, and send should tell of it. The flag dontwait
;; makes no difference to that.
;;! level = "should"
;;! refs = ["posix.send.notconn", "linux.send.notconn", "wasix.sock_send.similar", "posix.pending.refused", "posix.pending.once"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"    (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                        ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ connrefused @told | success @untold
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 1) (i32.const 48)))  ;;= notconn after @told | pipe after @told | connrefused after @untold
  ))
