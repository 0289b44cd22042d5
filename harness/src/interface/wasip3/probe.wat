;; The smallest guest that reports a call. It is tried before a run, where a command claims the interface.
(module
  (import "wasi:clocks/monotonic-clock@0.3.0" "now" (func $now (result i64)))
  (memory (export "memory") 1)
  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (drop (call $now))
    (i32.const 0)))
