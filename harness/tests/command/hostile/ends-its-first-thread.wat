;; A guest whose first thread ends itself.
(module
  (import "wasix_32v1" "thread_exit"     (func $thread_exit  (param i32)))
  (import "wasix_32v1" "thread_spawn_v2" (func $thread_spawn (param i32 i32) (result i32)))
  (import "env" "memory" (memory 3 3 shared))
  (export "memory" (memory 0))
  (data (i32.const 1024) "\00\00\02\00")
  (data (i32.const 1080) "\00\10\00\00")
  (func (export "_start")
    (drop (call $thread_spawn (i32.const 1024) (i32.const 88)))
    (call $thread_exit (i32.const 0)))
  (func (export "wasi_thread_start") (param i32 i32)))
