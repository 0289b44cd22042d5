;; It does not export its memory, so no runtime can see what its calls are given.
;; trace says: ; what calls are given and give is in the memory that a program exports as `memory`, and this one exports none
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))))
