;; The guest makes calls without end: the trial is ended when its report exceeds the limit.
;;! level = "must"
;;! limit = 60
;;! outcome = "exceeded its report"
;;! verdict = "not asked"
;;! script = { sched_yield = "success" }
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (loop $forever
      (drop (call $sched_yield))                                                      ;;~ success
      (br $forever))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
