;; A listening socket is connected to, which may be complete already, but nobody has finished it: the socket is not in
;; the state connected. The call must be refused with invalid-state or, beside another operation, concurrency-conflict.
;;! level = "must"
;;! refs = ["wasip2.remote-address.not-connected", "wasip2.state.wrong-state", "wasip2.state.synchronous", "wasip2.error-code.concurrency-conflict", "wasip2.error-code.always"]
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
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.remote-address" (func $remote-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $listener i32) (local $listening i32) (local $port i32) (local $client i32)
    (local $connecting i32)
    (local.set $network (call $instance-network))                                                                    ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (local.set $listening (call $subscribe (local.get $listener)))                                                   ;;~ returns
    (call $start-bind (local.get $listener) (local.get $network) (call $loopback (i32.const 0)) (i32.const 0))       ;;~ ok
    (call $block (local.get $listening))                                                                             ;;~ returns
    (call $finish-bind (local.get $listener) (i32.const 0))                                                          ;;~ ok
    (call $start-listen (local.get $listener) (i32.const 0))                                                         ;;~ ok
    (call $block (local.get $listening))                                                                             ;;~ returns
    (call $finish-listen (local.get $listener) (i32.const 0))                                                        ;;~ ok
    (call $local-address (local.get $listener) (i32.const 0))                                                        ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                    ;;~ returns
    (call $start-connect (local.get $client) (local.get $network) (call $loopback (local.get $port)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                            ;;~ returns
    (call $remote-address (local.get $client) (i32.const 0))                                                         ;;= err(invalid-state) | err(concurrency-conflict)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
