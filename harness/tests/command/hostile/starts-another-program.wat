;; A guest that starts the program that the runtime itself brings along, and makes a call after that.
(module
  (import "wasix_32v1" "proc_spawn"
    (func $proc_spawn (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "/bin/wasmer")
  (func (export "_start")
    (drop (call $proc_spawn (i32.const 128) (i32.const 11) (i32.const 0) (i32.const 128) (i32.const 11)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 64)))
    (drop (call $sched_yield))))
