;; A socket has given up all rights but that to read, and asks for one again: {what}. Rights can only be removed, so it
;; must be refused with notcapable, and nothing must be changed by it.
;;! level = "must"
;;! refs = ["wasix.fd_fdstat_set_rights", "wasix.fd_fdstat_get.rights"]
;;! [variants]
;;! own = { base = "4294967298", inheriting = "2", what = "that to bind, number 32, for itself" }
;;! handed-down = { base = "2", inheriting = "4294967298", what = "that to bind, number 32, to be handed down" }
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"        (func $fd_fdstat_get        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_rights (local.get $fd) (i64.const 2) (i64.const 2)))                                   ;;~ success
    (drop (call $fd_fdstat_set_rights (local.get $fd) (i64.const 4294967298 (;base;)) (i64.const 2 (;inheriting;))))  ;;= notcapable
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                                                      ;;= success rights_base=fd_read rights_inheriting=fd_read
  ))
