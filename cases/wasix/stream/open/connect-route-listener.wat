;; A connect has failed, since the route to the address leads nowhere. POSIX wants a new socket for another attempt, and
;; on Linux the old one connects to who can be reached. The answer is recorded.
;;! level = "may"
;;! refs = ["posix.connect.failed", "linux.connect.route-again", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! world = { routes = ["unreachable 198.51.100.1"] }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"  (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 36) "\01\00" "\1f\1f" "\c6\33\64\01")  ;; inet4, port 7967, 198.51.100.1

  (func (export "_start") (local $client i32) (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 36)))                    ;;~ hostunreach | success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $listener (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                     ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                    ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= success
  ))
