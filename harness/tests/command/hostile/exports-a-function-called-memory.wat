;; A guest that exports a function where the runtime looks for the memory.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (func (export "memory"))
  (func (export "_start") (drop (call $sched_yield))))
