;; A guest that has a table of four thousand million functions from its start.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (table 4000000000 funcref)
  (func (export "_start") (drop (call $sched_yield))))
