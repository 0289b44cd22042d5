;; Nobody has the name, which never exists. The call must fail; that it is not resolvable is what a host without a server
;; of names may not be able to tell.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses.unresolvable"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "nobody.invalid")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 14) (i32.const 0))  ;;= fails
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
