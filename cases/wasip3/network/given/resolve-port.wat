;; An address with a port is no address, and no name. The call must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses.invalid"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "127.0.0.1:80")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 12) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
