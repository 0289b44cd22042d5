;; It is granted to connect, and to look up whom. The connect to the address that was found must succeed.
;;! level = "should"
;;! refs = ["wasix.sock_connect"]
;;! needs = ["netns"]
;;! policy = "connect-only"
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (import "wasix_32v1" "resolve"        (func $resolve        (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\00\00\00\00")  ;; inet4, port 7967, to be filled in
  (data (i32.const 128) "127.0.0.1")

  (func (export "_start") (local $fd i32)
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;~ success addrs=[127.0.0.1] naddrs=1
    (i32.store (i32.const 20) (i32.load (i32.const 194)))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                 ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    ;;< listen
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                                       ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                                                     ;;~ success
  ))
