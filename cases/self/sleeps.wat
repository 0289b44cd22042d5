;; The guest sleeps by the clock for longer than a call may wait in vain: it is waited for, and conforms.
;;! level = "must"
;;! outcome = "completed"
;;! verdict = "conforms"
;;! script = { poll_oneoff = "real" }
(module
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 272) "\01\00\00\00\00\00\00\00" "\00\2f\68\59\00\00\00\00")  ;; a subscription: the monotonic clock in 1.5 seconds

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success
  ))
