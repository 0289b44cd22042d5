;; It imports sock_open as socket() of libc is declared.
;; trace says: ; it takes 4 parameters, and is imported with 3
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6)))))
