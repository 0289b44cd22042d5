;; A timer of the guest's sends it a signal every 20 ms while accept waits, and a function of its catches that: accept may fail with
;; EINTR after the function has run, or go on waiting. The listening socket is as good as before.
;;! level = "should"
;;! refs = ["posix.accept.interrupted", "posix.setitimer.repeat", "posix.sigaction.catches", "wasix.proc_raise_interval.similar", "wasix.callback_signal", "wasix.sock_accept_v2.similar", "wasix.errno.intr"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen     (param i32 i32) (result i32)))
  (import "wasix_32v1" "callback_signal"     (func $callback_signal (param i32 i32)))
  (import "wasix_32v1" "proc_raise_interval" (func $raise_interval  (param i32 i64 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local"     (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "caught")                         ;; the name of the function

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (call $callback_signal (i32.const 256) (i32.const 6))                                        ;;~ returns
    (drop (call $raise_interval (i32.const 14) (i64.const 20) (i32.const 1)))                    ;;~ success
    ;;< once waiting connect
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= intr | blocks then intr | blocks then success addr=127.0.0.1:*
    (drop (call $raise_interval (i32.const 14) (i64.const 0) (i32.const 0)))                     ;;~ success
    (if (i32.ne (i32.load (i32.const 280)) (i32.const 14)) (then (unreachable)))
    (drop (call $sock_addr_local (local.get $listener) (i32.const 128)))                         ;;= success addr=127.0.0.1:7967
  )

  (func (export "caught") (param $signal i32)
    (i32.store (i32.const 280) (local.get $signal))))
