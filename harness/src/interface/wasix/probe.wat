;; The smallest guest that reports a call. It is tried before a run, where a command claims the interface.
(module
  (import "wasix_32v1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $sched_yield))))
