;; Of the bytes that stand there only the first nine are the name: what follows must not be taken for a part of it.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses.address"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "192.0.2.199")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 9) (i32.const 0))  ;;= ok value=[192.0.2.1]
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
