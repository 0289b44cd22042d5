;; The guest loops in its own code and never comes to the question: the trial is ended at its limit, in no call.
;;! level = "must"
;;! limit = 1
;;! outcome = "hung"
;;! verdict = "not asked"
;;! script = { sock_open = "success" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (loop $forever (br $forever))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
