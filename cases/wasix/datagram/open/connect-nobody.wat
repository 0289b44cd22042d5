;; A socket is connected to a port that nobody has: no connection is made, so there is none to be refused, and that
;; should succeed.
;;! level = "should"
;;! refs = ["posix.connect.peer", "wasix.sock_connect.similar", "wasix.sock_addr_peer"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                         ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                       ;;= success addr=127.0.0.1:7967
  ))
