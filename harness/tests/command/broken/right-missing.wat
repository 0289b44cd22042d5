;; It gives up all rights but that to read, and then binds.
;; trace says: hint: sock_bind needs the right sock_bind, which 4 does not have: fd_fdstat_set_rights has left it fd_read
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $rights (local.get $fd) (i64.const 2) (i64.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))))
