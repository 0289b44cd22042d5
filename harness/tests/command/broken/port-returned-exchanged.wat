;; It asks which port it was bound to, of a runtime that gives it in another order than it takes it.
;; trace says: hint: 36895 is 8080 with its two bytes exchanged, and 8080 was bound: the runtime gives ports in another byte order than it takes them
;; on: wasmer
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\90\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))
    (drop (call $local (local.get $fd) (i32.const 64)))))
