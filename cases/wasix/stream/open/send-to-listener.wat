;; A socket listens at the address that is given. That should not make sendto connect: POSIX has ENOTCONN, Linux EPIPE,
;; and no connection should wait to be accepted. A refusal is right too, since the right to the call is for datagrams.
;;! level = "should"
;;! refs = ["posix.sendto.notconn", "linux.send.notconn", "wasix.sock_send_to.similar", "posix.accept.nonblock", "wasix.sock_accept_v2.similar", "wasix.rights.sock_send_to"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to"        (func $sock_send_to        (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")     ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $listener i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                      ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                         ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                        ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $listener) (i32.const 4)))                                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                      ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= notconn | pipe | notsup | notcapable
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                           ;;= again
  ))
