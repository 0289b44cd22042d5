;; Nobody listens at ::1 and port 7967, so the connection is turned down. Either half of the connect may say so with
;; connection-refused; after a refused start there is nothing to finish.
;;! level = "must"
;;! refs = ["wasip2.start-connect.refused", "wasip2.error-code.connection-refused", "wasip2.state.finish-outside", "wasip2.state.closed", "wasip2.readme.either-half"]
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
    (local $network i32) (local $socket i32) (local $connecting i32)
    (local.set $network (call $instance-network))                                                                    ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $socket)))                                                    ;;~ returns
    (call $start-connect (local.get $socket) (local.get $network) (call $loopback6 (i32.const 7967)) (i32.const 0))  ;;= err(connection-refused) @refused | ok @started
    (call $block (local.get $connecting))                                                                            ;;~ returns
    (call $finish-connect (local.get $socket) (i32.const 0))                                                         ;;= err(not-in-progress) after @refused | err(invalid-state) after @refused | err(connection-refused) after @started
    (i32.const 0))

  ;; ::1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0)))
