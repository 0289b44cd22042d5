;; A name below invalid has an umlaut in it. It is a name in letters of Unicode, and so valid: only that it is not known
;; must be told.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses.idna", "wasip3.resolve-addresses.unresolvable"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "b\c3\bccher.invalid")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 15) (i32.const 0))  ;;= err(name-unresolvable) | err(temporary-resolver-failure) | err(permanent-resolver-failure)
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
