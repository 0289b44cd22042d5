;; A connection could not be accepted, since the process had no descriptor left, and then one was closed. The connection
;; is not lost: it still waits, and accept takes it.
;;! level = "should"
;;! refs = ["posix.accept.queue", "posix.emfile", "posix.close.frees", "wasix.sock_accept_v2.similar", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 36) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32) (local $fd i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $listener) (i32.const 4)))                        ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))              ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))              ;;~ success
    (local.set $fd (i32.load (i32.const 8)))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                                       ;;~ success
    (loop $fill
      (if (i32.eqz (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))    ;;~ success fd=* | mfile
        (then
          (drop (call $sock_bind (i32.load (i32.const 12)) (i32.const 36)))))                     ;;~ success fd=* | mfile
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))  ;;~ fails
    (drop (call $fd_close (local.get $fd)))                                                       ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))  ;;= success
  ))
