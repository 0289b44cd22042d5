;; What it exports as `_start` is a number, and it imports nothing.
;; trace says: ; a program begins with the function that it exports as `_start`, and this one exports none
(module
  (memory (export "memory") 1)
  (global (export "_start") i32 (i32.const 0)))
