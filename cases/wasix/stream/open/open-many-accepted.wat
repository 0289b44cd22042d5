;; The process has 16 descriptors to open, and 64 connections were made one after the other, accepted, and closed at both
;; ends. Nothing is left of them, so another socket can be opened, and bound.
;;! level = "must"
;;! refs = ["wasix.sock_open", "wasix.sock_bind", "posix.close.frees", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"       (func $fd_close     (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 36) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $fd i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))               ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                  ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                 ;;~ success
    (loop $each
      (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))             ;;~ success fd=*
      (local.set $client (i32.load (i32.const 4)))
      (drop (call $sock_connect (local.get $client) (i32.const 16)))                               ;;~ success fd=*
      (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;~ success fd=* addr=*
      (local.set $server (i32.load (i32.const 8)))
      (drop (call $fd_close (local.get $client)))                                                  ;;~ success fd=*
      (drop (call $fd_close (local.get $server)))                                                  ;;~ success fd=*
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $count) (i32.const 64))))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))               ;;= success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                                        ;;= success
  ))
