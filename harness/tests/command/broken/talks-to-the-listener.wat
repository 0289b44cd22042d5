;; It receives from the socket that listens, and not from what was accepted.
;; trace says: hint: 4 listens and has no peer: what is sent and received goes by the descriptor that sock_accept gives
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (data (i32.const 96) "\80\00\00\00" "\10\00\00\00")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))
    (drop (call $listen (local.get $fd) (i32.const 8)))
    (drop (call $recv (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))))
