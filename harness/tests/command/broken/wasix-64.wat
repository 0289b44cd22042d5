;; It is built for memories of 64 bits.
;; trace says: build it for wasm32, whose calls are those of wasix_32v1
(module
  (import "wasix_64v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))))
