;; A set-up call fails, so the question cannot be asked; that is no wrong answer.
;;! level = "must"
;;! outcome = "blocked at L12"
;;! verdict = "not asked"
;;! script = { sock_open = "mfile" }
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (drop (call $sock_listen (i32.load (i32.const 0)) (i32.const 8)))                 ;;= success
  ))
