;; The guest sleeps by the clock for an hour, which is more time than the trial has: it is ended, and does not hang.
;;! level = "must"
;;! limit = 2
;;! outcome = "exceeded its time"
;;! verdict = "deviates (must)"
;;! script = { poll_oneoff = "real" }
(module
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 272) "\01\00\00\00\00\00\00\00" "\00\a0\b8\30\46\03\00\00")  ;; a subscription: the monotonic clock in an hour

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success
  ))
