;; The option accept_timeout (22) is a millisecond, and nobody connects: accept should end by ETIMEDOUT, which is the word
;; for it, or EAGAIN, which is what Linux answers when the time to receive is over. The socket is as good as before.
;;! level = "should"
;;! refs = ["wasix.sock_option.timeouts", "wasix.errno.timedout", "linux.setsockopt.timeouts", "posix.accept.blocks", "wasix.sock_accept_v2.similar", "wasix.sock_addr_local.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"       (func $sock_listen       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"    (func $sock_accept       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local"   (func $sock_addr_local   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\40\42\0f\00\00\00\00\00")  ;; a time: some, of a millisecond

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_set_opt_time (local.get $listener) (i32.const 22) (i32.const 224)))        ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= timedout | again
    (drop (call $sock_addr_local (local.get $listener) (i32.const 128)))                         ;;= success addr=127.0.0.1:7967
  ))
