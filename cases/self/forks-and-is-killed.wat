;; The guest forks, and a signal kills the host in a call after that: the runtime crashed, whatever of the guest is traced.
;;! level = "must"
;;! outcome = "crashed at L13: signal 11"
;;! verdict = "deviates (must)"
;;! script = { proc_fork = "success", sock_open = "signal 11" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "proc_fork" (func $proc_fork (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $proc_fork (i32.const 1) (i32.const 16)))                             ;;~ *
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
