;; It opens a socket of type 7.
;; trace says: hint: 7 is no type of a socket here: stream is 1, dgram is 2
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 7) (i32.const 6) (i32.const 0)))))
