;; The option recv_timeout (19) was a millisecond, and is none now: recv should wait as if it had never been set, and
;; return with the two bytes that the peer sends.
;;! level = "should"
;;! refs = ["wasix.sock_option.timeouts", "posix.setsockopt.recv-timeout", "linux.setsockopt.timeouts", "posix.recv.blocks", "wasix.sock_recv.similar", "wasix.sock_set_opt_time.none"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"         (func $sock_recv         (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")                          ;; the vector to receive: 16 bytes at 192
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\40\42\0f\00\00\00\00\00")  ;; a time: some, of a millisecond
  (data (i32.const 240) "\00")                                                  ;; a time: none

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 19) (i32.const 224)))                                     ;;~ success
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 19) (i32.const 240)))                                     ;;~ success
    ;;< once waiting send "hi"
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= blocks then success data="hi" datalen=2
  ))
