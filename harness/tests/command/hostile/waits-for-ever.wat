;; A guest that waits for a connection, which nobody can make.
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept_v2 (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00\00\00\7f\00\00\01")
  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $sock_bind (i32.load (i32.const 0)) (i32.const 16)))
    (drop (call $sock_listen (i32.load (i32.const 0)) (i32.const 1)))
    (drop (call $sock_accept_v2 (i32.load (i32.const 0)) (i32.const 0) (i32.const 4) (i32.const 48)))))
