;; A guest that makes a call in its start section, before its program begins.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func $call (drop (call $sched_yield)))
  (start $call)
  (func (export "_start") (drop (call $sched_yield))))
