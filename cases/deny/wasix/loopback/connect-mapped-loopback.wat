;; Loopback is granted. ::ffff:127.0.0.1 is 127.0.0.1 in other words, so the connect must succeed.
;;! level = "should"
;;! refs = ["wasix.sock_connect", "wasix.sock_connect.similar", "linux.connect.mapped"]
;;! needs = ["netns"]
;;! policy = "loopback"
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 7967, ::ffff:127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    ;;< listen
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                        ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                      ;;~ success
  ))
