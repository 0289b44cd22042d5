;; A guest that gives its place to the program that the runtime itself brings along.
(module
  (import "wasix_32v1" "proc_exec" (func $proc_exec (param i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "/bin/wasmer")
  (func (export "_start") (call $proc_exec (i32.const 128) (i32.const 11) (i32.const 128) (i32.const 11))))
