;; The listener was made non-blocking (fdflags 4) and nobody connects. A program that compares again with its own number in witx, 6, finds
;; it, and closes the socket only then: EAGAIN is 11 on Linux, which is canceled here.
;;! level = "should"
;;! refs = ["wasix.errno.again", "posix.accept.nonblock", "wasix.sock_accept_v2.similar", "wasix.fd_fdstat_set_flags.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                 ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                    ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                   ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $listener) (i32.const 4)))                                           ;;~ success
    (if (i32.eq (i32.const 6) (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 4) (i32.const 64)))  ;;= again
      (then
        (drop (call $fd_close (local.get $listener)))                                                                ;;= success
      ))
  ))
