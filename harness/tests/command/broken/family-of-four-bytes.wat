;; It writes the family as a number of four bytes, so that all after it comes two bytes too late.
;; trace says: hint: 31.31.127.0:0 holds 127.0.0.1:7967, two bytes too late: was the family written with four bytes?
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00\00\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $connect (i32.load (i32.const 0)) (i32.const 16)))))
