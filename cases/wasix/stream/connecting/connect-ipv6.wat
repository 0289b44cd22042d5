;; The queue of the peer at ::1 is full, so an attempt to connect stays under way, over IPv6 as over IPv4: another one
;; should answer EALREADY.
;;! level = "should"
;;! refs = ["posix.connect.already", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! peer = "[::1]:7967"
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                     ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))              ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;~ inprogress | success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= already
  ))
