;; No interface of the network has the address {address}, to which a socket is to be bound. Either half may say so with
;; address-not-bindable; after a refused start there is nothing to finish.
;;! level = "must"
;;! refs = ["wasip2.start-bind.not-bindable", "wasip2.error-code.address-not-bindable", "wasip2.state.finish-outside", "wasip2.finish-bind.not-in-progress", "wasip2.readme.either-half"]
;;! needs = ["netns"]
;;! [variants]
;;! documentation = { address = "192.0.2.1", a = "192", b = "0", c = "2", d = "1" }
;;! benchmarks = { address = "198.18.0.1", a = "198", b = "18", c = "0", d = "1" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                              ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $address) (i32.const 0))  ;;= err(address-not-bindable) @refused | ok @started
    (call $block (local.get $pollable))                                                        ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                      ;;= err(not-in-progress) after @refused | err(address-not-bindable) after @started
    (i32.const 0))

  ;; {address} with port 7967, as the canonical ABI passes an ip-socket-address.
  (func $address (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 7967) (i32.const 192 (;a;)) (i32.const 0 (;b;)) (i32.const 2 (;c;)) (i32.const 1 (;d;))
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
