;; A peer that receives nothing was sent more than the buffers hold, and the option linger (13) is an hour: close should
;; wait, and return when the peer breaks the connection off, since nothing can be sent any more.
;;! level = "should"
;;! refs = ["wasix.sock_option.linger", "posix.setsockopt.linger", "posix.close.lingers"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time"   (func $sock_set_opt_time   (param i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                        ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")                           ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\a0\b8\30\46\03\00\00")  ;; a time: some, of an hour

  (func (export "_start") (local $client i32) (local $left i32) (local $errno i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                      ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                        ;;~ success
    ;;< accept
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                                  ;;~ success
    (local.set $left (i32.const 4096))
    (loop $more
      (local.set $errno (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success data=* datalen=* | again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (i32.and (i32.eqz (local.get $errno)) (i32.gt_u (local.get $left) (i32.const 0)))))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 0)))                                                  ;;~ success
    (drop (call $sock_set_opt_time (local.get $client) (i32.const 13) (i32.const 224)))                                   ;;~ success
    ;;< once waiting reset
    (drop (call $fd_close (local.get $client)))                                                                           ;;= blocks then success
  ))
