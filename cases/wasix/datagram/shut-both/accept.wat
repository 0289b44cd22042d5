;; Both directions of a connected datagram socket were shut down: no connection comes to it, and accept should not wait
;; for one. POSIX has EOPNOTSUPP for the type of the socket, and EINVAL since it does not listen.
;;! level = "should"
;;! refs = ["posix.accept.unsupported", "posix.accept.not-listening", "wasix.sock_accept_v2.similar", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"  (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))      ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                              ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))      ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                               ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                             ;;~ success
    (drop (call $sock_shutdown (local.get $fd) (i32.const 3)))                             ;;~ success
    (drop (call $sock_accept (local.get $fd) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= notsup | inval
  ))
