;; The other end of a pair takes no more, and sending is limited to a fifth of a second: a call that sends should wait
;; for that and fail with EAGAIN or EWOULDBLOCK.
;;! level = "should"
;;! refs = ["posix.setsockopt.send-timeout", "linux.setsockopt.timeouts", "wasix.sock_option.timeouts", "wasix.sock_send.similar"]
(module
  (import "wasix_32v1" "sock_pair"           (func $sock_pair           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time"   (func $sock_set_opt_time   (param i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")                           ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\c2\eb\0b\00\00\00\00")  ;; a time: some, of a fifth of a second

  (func (export "_start") (local $fd i32) (local $peer i32) (local $left i32) (local $errno i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                                  ;;~ success
    (local.set $left (i32.const 256))
    (loop $more
      (local.set $errno (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success data=* datalen=* | again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (i32.and (i32.eqz (local.get $errno)) (i32.gt_u (local.get $left) (i32.const 0)))))
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                ;;~ again
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 0)))                                                  ;;~ success
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 20) (i32.const 224)))                                   ;;~ success
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                ;;= again
  ))
