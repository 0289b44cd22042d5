;; The host takes memory until it is refused and gives up: the trial exceeded its memory in the call that was asked about,
;;! level = "must"
;;! limit = 60
;;! memory = 256
;;! outcome = "exceeded its memory"
;;! verdict = "deviates (must)"
;;! script = { sock_open = "eat" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
