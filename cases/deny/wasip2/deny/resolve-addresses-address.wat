;; Nothing of the network is granted. An address in the place of a name can be read without asking anybody, so both are
;; right: to do that, or to refuse with access-denied.
;;! level = "should"
;;! refs = ["wasip2.resolve-addresses.address", "wasip2.error-code.always"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "192.0.2.1")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32)
    (local.set $network (call $instance-network))                                               ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 9) (i32.const 0))  ;;= ok | err(access-denied)
    (i32.const 0)))
