;; The route to the address is of the type unreachable, and the socket does not wait. Linux knows at once, and connect fails
;; with hostunreach; a runtime that connects in the background answers inprogress.
;;! level = "should"
;;! refs = ["linux.connect.route", "posix.connect.inprogress", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! world = { routes = ["unreachable 198.51.100.1"] }
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\c6\33\64\01")  ;; inet4, port 7967, 198.51.100.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))              ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= hostunreach | inprogress
  ))
