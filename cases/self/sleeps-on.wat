;; The host does not return from a call at the time that the guest gave it: the guest hangs at its line.
;;! level = "must"
;;! outcome = "hung at L12"
;;! verdict = "deviates (must)"
;;! script = { poll_oneoff = "hang" }
(module
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 272) "\01\00\00\00\00\00\00\00" "\40\42\0f\00\00\00\00\00")  ;; a subscription: the monotonic clock in a millisecond

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success
  ))
