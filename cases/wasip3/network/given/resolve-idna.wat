;; The name localhost is written in the wide letters of East Asia. What IDNA has for them are the letters of ASCII, so
;; an address of localhost should be told.
;;! level = "should"
;;! refs = ["wasip3.resolve-addresses.idna"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\ef\bd\8c\ef\bd\8f\ef\bd\83\ef\bd\81\ef\bd\8c\ef\bd\88\ef\bd\8f\ef\bd\93\ef\bd\94")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 27) (i32.const 0))  ;;= ok value!=[]
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
