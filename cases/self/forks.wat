;; The guest forks, so that only a part of it is traced, of which nobody can know which: the case is at fault.
;;! level = "must"
;;! outcome = "broken: the guest has forked: what it became is not traced"
;;! verdict = "broken"
;;! script = { proc_fork = "success" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "proc_fork" (func $proc_fork (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $proc_fork (i32.const 1) (i32.const 16)))                             ;;~ *
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
