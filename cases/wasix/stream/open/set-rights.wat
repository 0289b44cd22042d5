;; A fresh socket gives up all rights but those to read and to bind, which are 1 and 32, and hands down none: these
;; alone must be told from now on.
;;! level = "must"
;;! refs = ["wasix.fd_fdstat_set_rights", "wasix.fd_fdstat_get.rights"]
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"        (func $fd_fdstat_get        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_rights (local.get $fd) (i64.const 0x1_0000_0002) (i64.const 0)))  ;;= success
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                                 ;;= success rights_base=fd_read+sock_bind rights_inheriting=none
  ))
