;; It does not want to wait, and says so by the O_NONBLOCK of Linux.
;; trace says: hint: 0x800 is O_NONBLOCK on Linux only; nonblock is 4 here
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $accept (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $l i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $l (i32.load (i32.const 0)))
    (drop (call $bind (local.get $l) (i32.const 16)))
    (drop (call $listen (local.get $l) (i32.const 8)))
    (drop (call $flags (local.get $l) (i32.const 2048)))
    (drop (call $accept (local.get $l) (i32.const 0) (i32.const 8) (i32.const 64)))))
