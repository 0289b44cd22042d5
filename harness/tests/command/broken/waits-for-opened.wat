;; It asks for the state of a new socket, to wait until it is opened.
;; trace says: hint: `opening` is how a socket begins; waiting does not change it, bind or connect does
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $status (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $status (i32.load (i32.const 0)) (i32.const 64)))))
