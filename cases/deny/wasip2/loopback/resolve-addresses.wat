;; Loopback is granted. Who answers for a name need not be there, so none may be looked up: the answer must be access-denied, and no packet may show that it was tried.
;;! level = "should"
;;! refs = ["wasip2.readme.access-denied", "wasip2.error-code.access-denied"]
;;! needs = ["netns"]
;;! policy = "loopback"
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "example.com")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32)
    (local.set $network (call $instance-network))                                                ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 11) (i32.const 0))  ;;= err(access-denied)
    (i32.const 0)))
