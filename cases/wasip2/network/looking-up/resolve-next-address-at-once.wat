;; The address of a name is asked for without any wait. It may be there, or not yet, which is would-block.
;;! level = "must"
;;! refs = ["wasip2.resolve-next-address", "wasip2.resolve-next-address.would-block", "wasip2.resolve-addresses.at-once"]
;;! needs = ["netns"]
;;! silent = true
;;! race = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "[method]resolve-address-stream.resolve-next-address" (func $resolve-next-address (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32) (local $lookup i32)
    (local.set $network (call $instance-network))                                               ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 9) (i32.const 0))  ;;~ ok
    (local.set $lookup (i32.load (i32.const 4)))
    (call $resolve-next-address (local.get $lookup) (i32.const 64))                             ;;= ok value=some(127.0.0.1) | ok value=some(::1) | err(would-block)
    (i32.const 0)))
