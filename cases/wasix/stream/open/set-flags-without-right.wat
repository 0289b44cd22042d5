;; A socket has given up the right to set its flags, number 3, and no other: it must be refused, with notcapable, or
;; with access as the pages have it. It has none then.
;;! level = "must"
;;! refs = ["wasix.rights", "wasix.fd_fdstat_set_rights", "wasix.errno.notcapable", "wasix.errno.access", "wasix.fd_fdstat_get.flags"]
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"        (func $fd_fdstat_get        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags"  (func $fd_fdstat_set_flags  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_rights (local.get $fd) (i64.const 0x7f_f820_0042) (i64.const 0)))  ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                              ;;= notcapable | access
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                                  ;;= success flags=none
  ))
