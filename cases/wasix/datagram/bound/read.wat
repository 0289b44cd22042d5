;; A datagram socket is bound, and has no peer: nothing waits, and the socket is non-blocking: fd_read, which is to
;; receive, should answer EAGAIN.
;;! level = "should"
;;! refs = ["posix.read.nonblock", "posix.read.socket", "wasix.fd_read.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                             ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                     ;;~ success
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= again
  ))
