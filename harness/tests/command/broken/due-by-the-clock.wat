;; It asks what is there and would not wait: its clock comes at once. The program is right, and one runtime does not return.
;; trace says: : the call is due by the clock, and the runtime does not return from it, as `--runner reference` does
;; on: wasmer
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))
    (i32.store8 (i32.const 264) (i32.const 1))
    (i32.store (i32.const 272) (local.get $fd))
    (i32.store (i32.const 320) (i32.const 1))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 72)))))
