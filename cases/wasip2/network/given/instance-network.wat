;; The network of the guest is asked for twice. There is always one, so both calls must return, and both handles serve.
;;! level = "must"
;;! refs = ["wasip2.instance-network", "wasip2.resolve-addresses"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "192.0.2.1")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $other i32) (local $network i32)
    (local.set $other (call $instance-network))                                                 ;;= returns
    (local.set $network (call $instance-network))                                               ;;= returns
    (call $resolve-addresses (local.get $other) (i32.const 128) (i32.const 9) (i32.const 0))    ;;= ok
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 9) (i32.const 0))  ;;= ok
    (i32.const 0)))
