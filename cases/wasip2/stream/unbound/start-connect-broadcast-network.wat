;; The address to connect to, 127.255.255.255, is that of all hosts of the network of loopback, and of none alone.
;; Either half must refuse it with invalid-argument, or with remote-unreachable, since Linux has one errno for both.
;;! level = "must"
;;! refs = ["wasip2.start-connect.unicast", "wasip2.start-connect.unreachable", "wasip2.state.finish-outside", "wasip2.state.closed", "wasip2.readme.either-half"]
;;! needs = ["netns"]
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                    ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                      ;;~ returns
    (call $start-connect (local.get $socket) (local.get $network) (call $broadcast (i32.const 7967)) (i32.const 0))  ;;= err(invalid-argument) @refused | err(remote-unreachable) @refused | ok @started
    (call $block (local.get $pollable))                                                                              ;;~ returns
    (call $finish-connect (local.get $socket) (i32.const 0))                                                         ;;= err(not-in-progress) after @refused | err(invalid-state) after @refused | err(invalid-argument) after @started | err(remote-unreachable) after @started
    (i32.const 0))

  ;; 127.255.255.255 with this port, as the canonical ABI passes an ip-socket-address.
  (func $broadcast (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 255) (i32.const 255) (i32.const 255)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
