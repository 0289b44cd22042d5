;; Loopback is granted, and a connect to elsewhere was refused. POSIX leaves open what a socket is good for whose connect has failed, so
;; whether it connects on loopback is recorded.
;;! level = "may"
;;! refs = ["posix.connect.failed", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! policy = "loopback"
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 32) "\01\00" "\1f\1f" "\0a\00\00\01")  ;; inet4, port 7967, 10.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $fd) (i32.const 32)))                        ;;~ fails
    ;;< listen
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                        ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                      ;;~ success
  ))
