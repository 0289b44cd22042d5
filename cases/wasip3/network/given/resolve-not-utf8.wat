;; The bytes of the name are no text of UTF-8, which a string is. The canonical ABI must trap.
;;! level = "must"
;;! refs = ["wasip3.abi.utf8"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\ff\fe")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 2) (i32.const 0))  ;;= traps
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
