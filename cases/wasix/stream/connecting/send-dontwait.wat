;; The queue of the peer is full, so this attempt to connect stays under way, and nobody can be sent to yet: POSIX has
;; ENOTCONN for a send, Linux answers EAGAIN. The flag dontwait makes no difference to that.
;;! level = "should"
;;! refs = ["posix.connect.inprogress", "posix.send.notconn", "linux.send.connecting", "linux.send.unconnected", "wasix.sock_send.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                        ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                                           ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                    ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ inprogress | success
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 1) (i32.const 48)))  ;;= notconn | again
  ))
