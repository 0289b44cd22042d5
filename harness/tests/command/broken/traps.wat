;; It writes beyond its memory, in code of its own.
;; trace says: => trapped (wasm trap: out of bounds memory access), after the call at L7 had returned
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (i32.store (i32.const -4) (i32.const 0))))
