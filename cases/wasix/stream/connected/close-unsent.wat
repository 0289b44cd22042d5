;; 32 MiB were sent by a call that does not wait, so the buffers of both ends are full, and the socket is blocking
;; again. Close should not wait until the peer receives, since nobody asked it to linger.
;;! level = "should"
;;! refs = ["posix.close.returns", "wasix.fd_close.similar", "wasix.fd_close.badf"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 528)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\10\00" "\00\00\00\02")     ;; the vector to send: 32 MiB at 1 MiB

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                        ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                           ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                          ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))             ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                    ;;~ success
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success data=* datalen=*
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 0)))                                    ;;~ success
    (drop (call $fd_close (local.get $client)))                                                             ;;= success
    (drop (call $fd_close (local.get $client)))                                                             ;;~ badf
  ))
