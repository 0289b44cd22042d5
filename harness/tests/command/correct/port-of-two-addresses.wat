;; It binds one port at two addresses, and then at the first one once more.
;; hints: bound-twice
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $l i32) (local $c i32) (local $s i32)
    (i32.store16 (i32.const 32) (i32.const 1)) (i32.store16 (i32.const 34) (i32.const 7967)) (i32.store (i32.const 36) (i32.const 33554559))
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $l (i32.load (i32.const 0)))
    (drop (call $bind (local.get $l) (i32.const 16)))
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $s (i32.load (i32.const 0)))
    (drop (call $bind (local.get $s) (i32.const 32)))
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $c (i32.load (i32.const 0)))
    (drop (call $bind (local.get $c) (i32.const 16)))))
