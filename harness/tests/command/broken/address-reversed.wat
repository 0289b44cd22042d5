;; It has 127.0.0.1 as a number, 0x7f000001, which is stored with its lowest byte first.
;; trace says: hint: 1.0.0.127 is 127.0.0.1 with its bytes in the other order
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store16 (i32.const 16) (i32.const 1))
    (i32.store16 (i32.const 18) (i32.const 7967))
    (i32.store (i32.const 20) (i32.const 0x7f000001))
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $bind (i32.load (i32.const 0)) (i32.const 16)))))
