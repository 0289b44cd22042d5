;; The guest grows its memory until it gets no more, which the limit on the trial brings about long before four
;; gigabytes; that it traps then says nothing any more.
;;! level = "must"
;;! limit = 60
;;! memory = 256
;;! outcome = "exceeded its memory"
;;! verdict = "not asked"
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (loop $more
      (br_if $more (i32.and
        (i32.ne (memory.grow (i32.const 1024)) (i32.const -1))
        (i32.lt_u (memory.size) (i32.const 49152)))))
    (if (i32.lt_u (memory.size) (i32.const 49152)) (then unreachable))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
