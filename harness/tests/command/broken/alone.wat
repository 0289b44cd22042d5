;; It connects to a server of this machine.
;; trace says: hint: nothing in the program listens at 127.0.0.1:7967, and without --shared a program that is traced is alone on its network
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $connect (i32.load (i32.const 0)) (i32.const 16)))))
