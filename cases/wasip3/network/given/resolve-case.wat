;; The name localhost is written in capital letters. Names of the internet are the same in both, so an address of it
;; must be told.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "LOCALHOST")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 9) (i32.const 0))  ;;= ok value!=[]
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
