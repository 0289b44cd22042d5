;; No runtime offers this import: the case is unsupported, which is no wrong answer.
;;! level = "must"
;;! outcome = "unsupported: wasix_32v1.sock_teleport"
;;! verdict = "unsupported"
(module
  (import "wasix_32v1" "sock_teleport" (func $sock_teleport (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_teleport (i32.const 1)))  ;;= success
  ))
