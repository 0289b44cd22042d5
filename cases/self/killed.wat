;; A signal kills the host in a call: the runtime crashed at this line.
;;! level = "must"
;;! outcome = "crashed at L11: signal 11"
;;! verdict = "deviates (must)"
;;! script = { sock_open = "signal 11" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
