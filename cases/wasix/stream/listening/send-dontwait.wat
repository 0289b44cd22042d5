;; A listening socket has no peer of its own: POSIX's ENOTCONN, or EPIPE, which Linux answers. The flag dontwait makes
;; no difference to that.
;;! level = "should"
;;! refs = ["posix.send.notconn", "linux.send.notconn", "wasix.sock_send.similar"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"   (func $sock_send   (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")     ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                          ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                             ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                            ;;~ success
    (drop (call $sock_send (local.get $listener) (i32.const 96) (i32.const 1) (i32.const 1) (i32.const 48)))  ;;= notconn | pipe
  ))
