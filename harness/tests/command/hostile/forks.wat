;; A guest that forks, without being able to be rewound.
(module
  (import "wasix_32v1" "proc_fork" (func $proc_fork (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (drop (call $proc_fork (i32.const 1) (i32.const 64)))))
