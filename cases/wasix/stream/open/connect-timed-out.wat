;; The queue of the peer is full and stays so, and TCP gives up after a second attempt: POSIX has ETIMEDOUT for that.
;;! level = "should"
;;! refs = ["posix.connect.timedout", "wasix.errno.timedout", "wasix.sock_connect.similar", "wasix.sock_connect.blocks"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! world = { timeouts = "short" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $first (i32.load (i32.const 4)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))  ;;~ success
    (local.set $client (i32.load (i32.const 8)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= timedout
  ))
