;; All is granted but to look up names. None may be looked up: the answer must be access-denied, and no packet may show
;; that it was tried.
;;! level = "should"
;;! refs = ["wasip3.readme.access-denied", "wasip3.resolve-addresses.access-denied"]
;;! needs = ["netns"]
;;! policy = "no-lookup"
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "example.com")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 11) (i32.const 0))  ;;= err(access-denied)
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
