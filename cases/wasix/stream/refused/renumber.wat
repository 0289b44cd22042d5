;; A connect was refused, and the descriptor is still open. It was made non-blocking, and is renumbered to the number of
;; a blocking socket that was only opened: that must succeed, and the number must then have the flags of the first.
;;! level = "must"
;;! refs = ["wasix.fd_renumber", "wasix.fd_renumber.witx", "wasix.fd_renumber.properties", "wasix.fd_fdstat_get.flags", "wasix.fd_fdstat_get.filetype"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber"         (func $fd_renumber         (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $client i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;~ connrefused | success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))              ;;~ success
    (drop (call $fd_renumber (local.get $client) (local.get $fd)))                    ;;= success
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success filetype=socket_stream flags=nonblock
  ))
