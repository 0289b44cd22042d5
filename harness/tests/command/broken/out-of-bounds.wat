;; It gives an address beyond its memory.
;; trace says: hint: an address that sock_open was given, or what it points to, lies outside of the memory
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0x7fffff00)))))
