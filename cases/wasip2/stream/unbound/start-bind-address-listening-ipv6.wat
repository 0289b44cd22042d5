;; An IPv6 socket listens at ::1 and port 7967, and another one is to be bound there. The address is in use: either half
;; may say so with address-in-use; after a refused start there is nothing to finish.
;;! level = "must"
;;! refs = ["wasip2.start-bind.in-use", "wasip2.error-code.address-in-use", "wasip2.readme.either-half", "wasip2.finish-bind.not-in-progress"]
;;! needs = ["netns"]
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-listen" (func $finish-listen (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $listener i32) (local $listening i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                   ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                           ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (local.set $listening (call $subscribe (local.get $listener)))                                                  ;;~ returns
    (call $start-bind (local.get $listener) (local.get $network) (call $loopback6 (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $listening))                                                                            ;;~ returns
    (call $finish-bind (local.get $listener) (i32.const 0))                                                         ;;~ ok
    (call $start-listen (local.get $listener) (i32.const 0))                                                        ;;~ ok
    (call $block (local.get $listening))                                                                            ;;~ returns
    (call $finish-listen (local.get $listener) (i32.const 0))                                                       ;;~ ok
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                           ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                     ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback6 (i32.const 7967)) (i32.const 0))    ;;= err(address-in-use) @refused | ok @started
    (call $block (local.get $pollable))                                                                             ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                           ;;= err(not-in-progress) after @refused | err(address-in-use) after @started
    (i32.const 0))

  ;; ::1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0)))
