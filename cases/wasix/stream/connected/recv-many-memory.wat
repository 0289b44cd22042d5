;; Data of 64 KiB are sent over a connection and received 1,536 times: of these 96 MiB a runtime must keep nothing, and the
;; trial has no room for them beside what it begins with.
;;! level = "must"
;;! refs = ["wasix.sock_send.data", "wasix.sock_recv.data"]
;;! needs = ["netns"]
;;! memory = 112
;;! limit = 60
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"      (func $sock_send    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"      (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 3)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")     ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 104) "\00\00\02\00" "\00\00\01\00")    ;; the vector to receive: 64 KiB at 128 KiB

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $left i32) (local $missing i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                                       ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                                          ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                                         ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                                       ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                                         ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                                            ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (local.set $left (i32.const 1536))
    (block $failed
      (loop $more
        (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                             ;;~ success data=* datalen=65536
        (local.set $missing (i32.const 65536))
        (loop $rest
          (br_if $failed (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data=* datalen=*
          (local.set $missing (i32.sub (local.get $missing) (i32.load (i32.const 48))))
          (br_if $rest (local.get $missing)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $more (local.get $left))))
  ))
