;; A look-up is dropped while its pollable is not. No document says which of them goes first: whether the call returns
;; or traps is recorded.
;;! level = "may"
;;! refs = ["wasip2.resolve-next-address.subscribe"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "[method]resolve-address-stream.subscribe" (func $subscribe-lookup (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-address-stream_drop" (func $drop-lookup (param i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32) (local $lookup i32)
    (local.set $network (call $instance-network))                                               ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 9) (i32.const 0))  ;;~ ok
    (local.set $lookup (i32.load (i32.const 4)))
    (drop (call $subscribe-lookup (local.get $lookup)))                                         ;;~ returns
    (call $drop-lookup (local.get $lookup))                                                     ;;= returns | traps
    (i32.const 0)))
