;; It begins with `main`, as a program of C does before it is linked.
;; trace says: ; a program begins with the function that it exports as `_start`, and this one exports none
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "main") (result i32)
    (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0))))
