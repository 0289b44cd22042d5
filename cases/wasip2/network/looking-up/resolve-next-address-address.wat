;; {what} stands in the place of a name. It is itself what must be told, and nobody be asked.
;;! level = "must"
;;! refs = ["wasip2.resolve-addresses.address", "wasip2.resolve-next-address"]
;;! needs = ["netns"]
;;! silent = true
;;! [variants]
;;! ipv4          = { text = "192.0.2.1", length = "9", found = "192.0.2.1", what = "An address of IPv4" }
;;! ipv4-zero     = { text = "0.0.0.0", length = "7", found = "0.0.0.0", what = "The unspecified address of IPv4" }
;;! ipv6          = { text = "2001:db8::1", length = "11", found = "2001:db8::1", what = "An address of IPv6" }
;;! ipv6-loopback = { text = "::1", length = "3", found = "::1", what = "The address of loopback of IPv6" }
;;! ipv6-long     = { text = "0:0:0:0:0:0:0:1", length = "15", found = "::1", what = "An address of IPv6 that is not shortened" }
;;! ipv6-capital  = { text = "2001:DB8::A", length = "11", found = "2001:db8::a", what = "An address of IPv6 in capital letters" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "[method]resolve-address-stream.subscribe" (func $subscribe-lookup (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "[method]resolve-address-stream.resolve-next-address" (func $resolve-next-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "192.0.2.1" (;text;))

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $lookup i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                          ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 9 (;length;)) (i32.const 0))  ;;~ ok
    (local.set $lookup (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe-lookup (local.get $lookup)))                                     ;;~ returns
    (call $block (local.get $pollable))                                                                    ;;~ returns
    (call $resolve-next-address (local.get $lookup) (i32.const 64))                                        ;;= ok value=some({found})
    (i32.const 0)))
