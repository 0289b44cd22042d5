;; The queue of the peer is full, and the option connect_timeout (21) is a millisecond: connect should end with ETIMEDOUT,
;; as POSIX has it for an attempt that timed out, or EINPROGRESS, as Linux has it when the time to send is over.
;;! level = "should"
;;! refs = ["wasix.sock_option.timeouts", "posix.connect.timedout", "linux.setsockopt.timeouts", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\40\42\0f\00\00\00\00\00")  ;; a time: some, of a millisecond

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))     ;;~ success
    (local.set $first (i32.load (i32.const 4)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                        ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))     ;;~ success
    (local.set $client (i32.load (i32.const 8)))
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 21) (i32.const 224)))  ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                       ;;= timedout | inprogress
  ))
