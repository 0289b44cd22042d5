;; A guest that traps in its start section, before its program begins.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func $trap (unreachable))
  (start $trap)
  (func (export "_start") (drop (call $sched_yield))))
