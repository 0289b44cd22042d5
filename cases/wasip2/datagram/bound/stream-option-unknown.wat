;; The number that says whether there is a peer is 2, and an option has only none and some, 0 and 1. A case that a
;; variant does not have must trap in the canonical ABI.
;;! level = "must"
;;! refs = ["wasip2.abi.case"]
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                             ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                               ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 0)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                       ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                     ;;~ ok
    (call $stream (local.get $socket) (call $neither) (i32.const 0))                                          ;;= traps
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Neither an address nor none, as the canonical ABI would pass a third case of an option.
  (func $neither (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
