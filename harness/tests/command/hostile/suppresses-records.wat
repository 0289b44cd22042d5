;; A guest that puts a pipe in the place of its output for some calls, and its output back in its place after them.
(module
  (import "wasix_32v1" "fd_dup"      (func $fd_dup      (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (import "wasix_32v1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $fd_dup (i32.const 1) (i32.const 16)))
    (drop (call $fd_pipe (i32.const 4) (i32.const 8)))
    (drop (call $fd_renumber (i32.load (i32.const 8)) (i32.const 1)))
    (drop (call $sched_yield))
    (drop (call $fd_renumber (i32.load (i32.const 16)) (i32.const 1)))
    (drop (call $sched_yield))))
