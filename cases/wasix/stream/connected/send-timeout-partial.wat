;; 64 MiB are sent with one call to a peer that receives nothing, and the option send_timeout (20) is a fifth of a second:
;; when the time is over, send should return with what has been sent until then.
;;! level = "should"
;;! refs = ["wasix.sock_option.timeouts", "posix.setsockopt.send-timeout", "linux.setsockopt.timeouts", "wasix.sock_send.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"         (func $sock_send         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")                           ;; the vector to send: 64 MiB at 64 KiB
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\c2\eb\0b\00\00\00\00")  ;; a time: some, of a fifth of a second

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
    ;;< accept
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 20) (i32.const 224)))                     ;;~ success
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= success data=* datalen=* datalen!=0 datalen!=67108864
  ))
