;; It waits for connections until the listener can be written to.
;; trace says: hint: 4 listens: that a connection waits to be accepted is told by fd_read, 1
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $l i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $l (i32.load (i32.const 0)))
    (drop (call $bind (local.get $l) (i32.const 16)))
    (drop (call $listen (local.get $l) (i32.const 8)))
    (i64.store (i32.const 256) (i64.const 7))
    (i32.store8 (i32.const 264) (i32.const 2))
    (i32.store (i32.const 272) (local.get $l))
    (drop (call $poll (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 72)))))
