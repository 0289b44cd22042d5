;; The host never returns from a call that must block: that is the required answer.
;;! level = "must"
;;! outcome = "hung at L11"
;;! verdict = "conforms"
;;! script = { sock_open = "hang" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= blocks
  ))
