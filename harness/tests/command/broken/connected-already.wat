;; It connects a stream that is connected.
;; trace says: hint: sock_connect has succeeded on 5 at L
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $l i32) (local $c i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $l (i32.load (i32.const 0)))
    (drop (call $bind (local.get $l) (i32.const 16)))
    (drop (call $listen (local.get $l) (i32.const 8)))
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $c (i32.load (i32.const 0)))
    (drop (call $connect (local.get $c) (i32.const 16)))
    (drop (call $connect (local.get $c) (i32.const 16)))))
