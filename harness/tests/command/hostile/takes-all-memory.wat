;; A guest that has four gigabytes of memory from its start.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 65536)
  (func (export "_start") (drop (call $sched_yield))))
