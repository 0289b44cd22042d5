;; A datagram socket is bound, and has no peer: it has no peer, so ENOTCONN should be answered.
;;! level = "should"
;;! refs = ["posix.getpeername.notconn", "wasix.sock_addr_peer.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                           ;;~ success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                       ;;= notconn
  ))
