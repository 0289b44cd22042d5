;; It connects to nobody, and is told so when it sends.
;; trace says: hint: nothing in the program listens at 127.0.0.1:7967
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")
  (data (i32.const 104) "\00\02\00\00" "\40\00\00\00")
  (data (i32.const 128) "hello")
  (func (export "_start") (local $c i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $c (i32.load (i32.const 0)))
    (drop (call $connect (local.get $c) (i32.const 16)))
    (drop (call $send (local.get $c) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))
    (drop (call $recv (local.get $c) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))))
