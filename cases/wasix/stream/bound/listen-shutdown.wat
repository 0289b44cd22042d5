;; A listening socket was shut down, by which it has stopped to listen and has kept its address, as on Linux. It is told
;; to listen once more: POSIX has no error for that but EINVAL, which it allows for a socket that was shut down. If it
;; listens, there is something to accept from, and nobody waits yet.
;;! level = "should"
;;! refs = ["posix.listen.shutdown", "posix.listen.again", "linux.shutdown.listening", "posix.accept.nonblock", "wasix.sock_listen.similar", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"       (func $sock_shutdown       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $errno i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                 ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                    ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                   ;;~ success
    (drop (call $sock_shutdown (local.get $listener) (i32.const 3)))                                 ;;~ success
    (local.set $errno (call $sock_listen (local.get $listener) (i32.const 8)))                       ;;= success | inval
    (if (i32.eqz (local.get $errno))
      (then
        (drop (call $fd_fdstat_set_flags (local.get $listener) (i32.const 4)))                       ;;~ success
        (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 4) (i32.const 64)))  ;;= again
      ))
  ))
