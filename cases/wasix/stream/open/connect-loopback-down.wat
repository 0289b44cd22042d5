;; The only interface, loopback, is down, so no way leads to 127.0.0.1. POSIX has ENETUNREACH for that, and ENETDOWN for
;; an interface that is down.
;;! level = "should"
;;! refs = ["posix.connect.netunreach", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! world = { loopback = "down" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= netunreach | netdown
  ))
