;; A connect was refused, and the descriptor is still open: to renumber it to the number of a socket that was only
;; opened must succeed.
;;! level = "must"
;;! refs = ["wasix.fd_renumber", "wasix.fd_renumber.witx"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber"  (func $fd_renumber  (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $client i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;~ connrefused | success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $fd_renumber (local.get $client) (local.get $fd)))                    ;;= success
  ))
