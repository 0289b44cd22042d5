;; A datagram socket is bound, and has no peer: it has no peer, so send should answer EDESTADDRREQ. POSIX has ENOTCONN
;; too for a socket that is not connected. The flag dontwait makes no difference to that.
;;! level = "should"
;;! refs = ["posix.send.destaddrreq", "posix.send.notconn", "posix.errno.order", "wasix.errno.destaddrreq", "wasix.sock_send.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                   ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                            ;;~ success
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 1) (i32.const 48)))  ;;= destaddrreq | notconn
  ))
