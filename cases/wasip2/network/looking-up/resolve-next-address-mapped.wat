;; An address of IPv6 that stands for one of IPv4 is in the place of a name. Such an address is never told, says one
;; sentence, and an address is returned as it is, says another: what comes is recorded.
;;! level = "may"
;;! refs = ["wasip2.resolve-next-address.mapped", "wasip2.resolve-addresses.address"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "[method]resolve-address-stream.subscribe" (func $subscribe-lookup (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "[method]resolve-address-stream.resolve-next-address" (func $resolve-next-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "::ffff:127.0.0.1")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $lookup i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 16) (i32.const 0))  ;;~ ok
    (local.set $lookup (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe-lookup (local.get $lookup)))                           ;;~ returns
    (call $block (local.get $pollable))                                                          ;;~ returns
    (call $resolve-next-address (local.get $lookup) (i32.const 64))                              ;;= ok value=some(127.0.0.1) | ok value=none | fails | ok value=some(::ffff:127.0.0.1)
    (i32.const 0)))
