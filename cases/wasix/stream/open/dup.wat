;; A socket that was only opened is duplicated: that must succeed, and the type of the file behind the new descriptor
;; must be socket_stream too. That both are one socket is asked by `open/dup-shares`.
;;! level = "must"
;;! refs = ["wasix.fd_dup", "wasix.fd_fdstat_get.filetype"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"        (func $fd_dup        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup (local.get $fd) (i32.const 4)))                               ;;= success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $copy) (i32.const 320)))                    ;;= success filetype=socket_stream
  ))
