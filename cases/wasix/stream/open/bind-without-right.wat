;; A socket has given up the right to bind, number 32, and no other: it must be refused, with notcapable, or with access
;; as the pages have it. Another socket can have the address then.
;;! level = "must"
;;! refs = ["wasix.rights", "wasix.fd_fdstat_set_rights", "wasix.errno.notcapable", "wasix.errno.access", "wasix.sock_bind"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"            (func $sock_bind            (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))              ;;~ success
    (local.set $other (i32.load (i32.const 4)))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_rights (local.get $fd) (i64.const 0x7e_f820_004a) (i64.const 0)))  ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                       ;;= notcapable | access
    (drop (call $sock_bind (local.get $other) (i32.const 16)))                                    ;;= success
  ))
