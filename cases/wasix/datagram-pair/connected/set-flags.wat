;; An end of a pair is made non-blocking: that must succeed, and the flag must be among those that it has.
;;! level = "must"
;;! refs = ["wasix.fd_fdstat_set_flags", "wasix.fd_fdstat_get.flags"]
(module
  (import "wasix_32v1" "sock_pair"           (func $sock_pair           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                ;;= success
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                                    ;;= success flags=nonblock
  ))
