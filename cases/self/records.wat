;; An answer that is left open is recorded, whatever it is.
;;! level = "may"
;;! outcome = "completed"
;;! verdict = "records"
;;! script = { sock_open = "inval" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
