;; The option recv_lowat (17) is seven, and five bytes have come: recv on a blocking socket should wait for more, and
;; return with all that is there when the peer has sent ten more.
;;! level = "should"
;;! refs = ["posix.setsockopt.lowat", "wasix.sock_recv.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"         (func $sock_recv         (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    (drop (call $sock_set_opt_size (local.get $client) (i32.const 17) (i64.const 7)))                                       ;;~ success
    ;;< send "hello"
    ;;< once waiting send ", good day"
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= blocks then success data="hello, good day" datalen=15
  ))
