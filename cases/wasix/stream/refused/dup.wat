;; A connect was refused, and the descriptor is still open: to duplicate it must succeed, and the type of the file
;; behind the new descriptor must be socket_stream too.
;;! level = "must"
;;! refs = ["wasix.fd_dup", "wasix.fd_fdstat_get.filetype"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"  (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"        (func $fd_dup        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $client i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;~ connrefused | success
    (drop (call $fd_dup (local.get $client) (i32.const 4)))                           ;;= success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $copy) (i32.const 320)))                    ;;= success filetype=socket_stream
  ))
