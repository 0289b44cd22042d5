;; A guest whose handler of signals makes a call whenever a timer goes off, which may be while a record is written. It exits with 64 if
;; any of its memory is not as it has left it.
(module
  (import "wasix_32v1" "callback_signal"     (func $callback_signal     (param i32 i32)))
  (import "wasix_32v1" "proc_exit"           (func $proc_exit           (param i32)))
  (import "wasix_32v1" "proc_raise_interval" (func $proc_raise_interval (param i32 i64 i32) (result i32)))
  (import "wasix_32v1" "sched_yield"         (func $sched_yield         (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 512) "__wasm_signal")
  (func $look
    (if (i64.ne (i64.load (i32.const 0)) (i64.const 0x1122334455667788)) (then (call $proc_exit (i32.const 64))))
    (if (i64.ne (i64.load (i32.const 64)) (i64.const 0x1122334455667788)) (then (call $proc_exit (i32.const 64)))))
  (func (export "__wasm_signal") (param i32)
    (call $look)
    (drop (call $sched_yield)))
  (func (export "_start")
    (local $left i32)
    (i64.store (i32.const 0) (i64.const 0x1122334455667788))
    (i64.store (i32.const 64) (i64.const 0x1122334455667788))
    (call $callback_signal (i32.const 512) (i32.const 13))
    (drop (call $proc_raise_interval (i32.const 14) (i64.const 1) (i32.const 1)))
    (local.set $left (i32.const 3000))
    (loop $again
      (drop (call $sched_yield))
      (call $look)
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))
