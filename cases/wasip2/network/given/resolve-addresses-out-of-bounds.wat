;; The name is where memory has ended. The canonical ABI must trap.
;;! level = "must"
;;! refs = ["wasip2.abi.bounds-list"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32)
    (local.set $network (call $instance-network))                                                 ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 65536) (i32.const 9) (i32.const 0))  ;;= traps
    (i32.const 0)))
