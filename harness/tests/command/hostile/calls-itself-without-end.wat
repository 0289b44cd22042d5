;; A guest that uses up its stack.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func $deeper (export "_start")
    (if (i32.eqz (i32.load (i32.const 0)))
      (then (drop (call $sched_yield)) (i32.store (i32.const 0) (i32.const 1))))
    (call $deeper)
    (i32.store (i32.const 4) (i32.const 1))))
