;; A guest that traps unless the first number after the standard streams is a socket of a stream.
(module
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (if (call $fdstat_get (i32.const 3) (i32.const 0)) (then (unreachable)))
    (if (i32.ne (i32.load8_u (i32.const 0)) (i32.const 6)) (then (unreachable)))))
