;; The other end has shut down its direction and still reads: a file must be sent to it all the same.
;;! level = "must"
;;! refs = ["wasix.sock_send_file.data", "wasix.sock_recv.data"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "path_create_directory" (func $path_create_directory (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_file" (func $sock_send_file (param i32 i32 i64 i64 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")
  (data (i32.const 224) "tmp")
  (data (i32.const 232) "tmp/greeting")

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $file i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                                                             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                                                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                                                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                                                             ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                                                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                                                                  ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $path_create_directory (i32.const 3) (i32.const 224) (i32.const 3)))                                                                             ;;~ success | exist | access
    (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 232) (i32.const 12) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 12)))  ;;~ success
    (local.set $file (i32.load (i32.const 12)))
    (drop (call $fd_write (local.get $file) (i32.const 96) (i32.const 1) (i32.const 48)))                                                                        ;;~ success nwritten=5
    (drop (call $sock_shutdown (local.get $server) (i32.const 2)))                                                                                               ;;~ success
    (drop (call $sock_send_file (local.get $client) (local.get $file) (i64.const 0) (i64.const 5) (i32.const 48)))                                               ;;= success sent=5
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))                                       ;;= success data="hello" datalen=5
  ))
