;; It listens on a socket that it has not bound.
;; trace says: hint: 6 is not bound: before sock_listen comes sock_bind, and it must succeed
;; on: wasmer
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $l i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $l (i32.load (i32.const 0)))
    (drop (call $listen (local.get $l) (i32.const 8)))))
