;; A guest that ends itself with 0 is told apart from one that returns by its own report.
;;! level = "must"
;;! outcome = "exited with 0"
;;! verdict = "conforms"
(module
  (import "wasix_32v1"             "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
    (call $proc_exit (i32.const 0))                                                   ;;~ exits
  ))
