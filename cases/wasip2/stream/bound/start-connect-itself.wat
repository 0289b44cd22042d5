;; A bound socket is to connect to its own address. By RFC 9293 two attempts that meet make a connection, which on Linux is one
;; of the socket with itself; nobody listens there, for which the WIT has connection-refused. The answers are recorded.
;;! level = "may"
;;! refs = ["rfc9293.open.simultaneous", "linux.connect.itself", "wasip2.start-connect.refused", "wasip2.state.finish-outside", "wasip2.state.closed"]
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.local-address" (func $local-address (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32) (local $port i32)
    (local.set $network (call $instance-network))                                                                    ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                      ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 0)) (i32.const 0))         ;;~ ok
    (call $block (local.get $pollable))                                                                              ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                            ;;~ ok
    (call $local-address (local.get $socket) (i32.const 0))                                                          ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $start-connect (local.get $socket) (local.get $network) (call $loopback (local.get $port)) (i32.const 0))  ;;= ok @started | err(connection-refused) [wasip2.start-connect.refused] @refused
    (call $block (local.get $pollable))                                                                              ;;~ returns
    (call $finish-connect (local.get $socket) (i32.const 0))                                                         ;;= ok [rfc9293.open.simultaneous] after @started | err(connection-refused) [wasip2.start-connect.refused] after @started | err(not-in-progress) after @refused | err(invalid-state) after @refused
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
