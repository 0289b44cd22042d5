;; A peer that receives nothing is sent 64 KiB again and again, by calls that wait for a fifth of a second, which is the
;; option send_timeout (20): once the buffers are full, the answer should be EAGAIN, as in POSIX. The loop gives up after
;; 256 MiB, and the guest traps.
;;! level = "should"
;;! refs = ["wasix.sock_option.timeouts", "posix.setsockopt.send-timeout", "linux.setsockopt.timeouts", "wasix.sock_send.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"    (func $sock_accept       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"         (func $sock_send         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")                           ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\c2\eb\0b\00\00\00\00")  ;; a time: some, of a fifth of a second

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $left i32) (local $errno i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                      ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                         ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                        ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                      ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                        ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                           ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 20) (i32.const 224)))                                   ;;~ success
    (local.set $left (i32.const 4096))
    (loop $more
      (local.set $errno (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= success data=* datalen=* | again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (i32.and (i32.eqz (local.get $errno)) (i32.gt_u (local.get $left) (i32.const 0)))))
    (if (i32.eqz (local.get $errno)) (then (unreachable)))
  ))
