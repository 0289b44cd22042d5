;; A datagram socket was only opened: a duplicate must be made of it, and be of the same file type.
;;! level = "must"
;;! refs = ["wasix.fd_dup", "wasix.fd_fdstat_get.filetype"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"        (func $fd_dup        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup (local.get $fd) (i32.const 4)))                                ;;= success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $copy) (i32.const 320)))                     ;;= success filetype=socket_dgram
  ))
