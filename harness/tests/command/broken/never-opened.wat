;; It takes the address at which the descriptor stands for the descriptor.
;; trace says: hint: no call has given 64: the last one that gave a descriptor is sock_open at L9, which gave 4
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 64)))
    (drop (call $bind (i32.const 64) (i32.const 16)))))
