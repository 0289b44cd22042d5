;; Another socket listened at the address of this one first, and its own listen has failed, so the socket is closed. A
;; closed socket does not count as bound: the call must be refused with invalid-state.
;;! level = "must"
;;! refs = ["wasip2.finish-listen.failed", "wasip2.local-address.not-bound", "wasip2.state.bound-or-higher", "wasip2.state.closed", "wasip2.state.wrong-state"]
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
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.local-address" (func $local-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $listener i32) (local $listening i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                  ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                          ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (local.set $listening (call $subscribe (local.get $listener)))                                                 ;;~ returns
    (call $start-bind (local.get $listener) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $listening))                                                                           ;;~ returns
    (call $finish-bind (local.get $listener) (i32.const 0))                                                        ;;~ ok
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                          ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                    ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))    ;;~ ok
    (call $block (local.get $pollable))                                                                            ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                          ;;~ ok
    (call $start-listen (local.get $listener) (i32.const 0))                                                       ;;~ ok
    (call $block (local.get $listening))                                                                           ;;~ returns
    (call $finish-listen (local.get $listener) (i32.const 0))                                                      ;;~ ok
    (call $start-listen (local.get $socket) (i32.const 0))                                                         ;;~ ok | err(address-in-use)
    (call $block (local.get $pollable))                                                                            ;;~ returns
    (call $finish-listen (local.get $socket) (i32.const 0))                                                        ;;~ fails
    (call $local-address (local.get $socket) (i32.const 0))                                                        ;;= err(invalid-state)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
