;; The name is an address of IPv6 that holds one of IPv4. Such an address is never given, says one sentence, and an
;; address is given back as that, says another: what comes is recorded.
;;! level = "may"
;;! refs = ["wasip3.resolve-addresses.never-mapped", "wasip3.resolve-addresses.address"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "::ffff:127.0.0.1")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 16) (i32.const 0))  ;;= ok value=[127.0.0.1] | fails | ok value=[::ffff:127.0.0.1]
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
