;; It leaves a group that it has not joined.
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_leave_multicast_v4" (func $leave4 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $s i32)
    (i32.store (i32.const 32) (i32.const 0x010000e0))
    (i32.store (i32.const 36) (i32.const 0x0100007f))
    (drop (call $open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))
    (local.set $s (i32.load (i32.const 0)))
    (drop (call $leave4 (local.get $s) (i32.const 32) (i32.const 36)))))
