;; Streams are wanted for ff02::1, the group of all nodes. No document says what becomes of that: the answer is
;; recorded.
;;! level = "may"
;;! refs = ["wasip2.udp.stream"]
;;! needs = ["netns"]
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
    (local.set $network (call $instance-network))                                                            ;;~ returns
    (call $create-udp-socket (i32.const 1) (i32.const 0))                                                    ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                              ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $any6 (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                      ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                    ;;~ ok
    (call $stream (local.get $socket) (call $to-multicast6 (i32.const 8224)) (i32.const 0))                  ;;= *
    (i32.const 0))

  ;; :: with this port, as the canonical ABI passes an ip-socket-address.
  (func $any6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; ff02::1 with this port, as the canonical ABI passes an option of an ip-socket-address.
  (func $to-multicast6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 1) (local.get $port) (i32.const 0) (i32.const 65282) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0)))
