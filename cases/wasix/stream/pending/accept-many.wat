;; A hundred connections come one after the other, are accepted, and closed at both ends. Nothing is left of them, so
;; each has the numbers of the one before, the lowest that are free. What is sent and not received lets no port stay taken.
;;! level = "should"
;;! refs = ["wasix.sock_open.lowest", "posix.accept.descriptor", "posix.close.frees", "linux.close.unread", "wasix.sock_accept_v2.similar"]
;;! needs = ["netns"]
;;! limit = 60
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"      (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"       (func $fd_close     (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")     ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                          ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                             ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                            ;;~ success
    (loop $each
      (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                        ;;~ success fd=$client
      (local.set $client (i32.load (i32.const 0)))
      (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
      (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 4) (i32.const 64)))             ;;= success fd=$server addr=*
      (local.set $server (i32.load (i32.const 4)))
      (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success
      (drop (call $fd_close (local.get $server)))                                                             ;;~ success
      (drop (call $fd_close (local.get $client)))                                                             ;;~ success
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $count) (i32.const 100))))
  ))
