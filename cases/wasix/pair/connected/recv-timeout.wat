;; Nothing was sent over a pair of streams, and receiving is limited to a fifth of a second: a call that receives should
;; wait for that and fail with EAGAIN or EWOULDBLOCK.
;;! level = "should"
;;! refs = ["posix.setsockopt.recv-timeout", "linux.setsockopt.timeouts", "wasix.sock_option.timeouts", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"         (func $sock_recv         (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")                          ;; the vector to receive: 16 bytes at 192
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\c2\eb\0b\00\00\00\00")  ;; a time: some, of 200,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19) (i32.const 224)))                                     ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= again
  ))
