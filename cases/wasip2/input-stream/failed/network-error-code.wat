;; The peer has reset the connection, and the read that failed gives an error: network-error-code should tell of it that
;; it is connection-reset.
;;! level = "should"
;;! refs = ["wasip2.network-error-code", "wasip2.error.downcast", "wasip2.error-code.connection-reset", "wasip2.input-stream.failed"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]input-stream.blocking-read" (func $blocking-read (param i32 i64 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]input-stream.subscribe"
    (func $subscribe-input (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/network@0.2" "network-error-code" (func $network-error-code (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $client i32) (local $connecting i32) (local $input i32) (local $readable i32)
    (local $error i32)
    (local.set $network (call $instance-network))                                                                   ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                           ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                   ;;~ returns
    ;;< listen
    (call $start-connect (local.get $client) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                           ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                        ;;~ ok
    (local.set $input (i32.load (i32.const 4)))
    ;;< accept
    ;;< reset
    (local.set $readable (call $subscribe-input (local.get $input)))                                                ;;~ returns
    (call $blocking-read (local.get $input) (i64.const 16) (i32.const 0))                                           ;;~ err(last-operation-failed)
    (local.set $error (i32.load (i32.const 8)))
    (call $network-error-code (local.get $error) (i32.const 0))                                                     ;;= returns value=some(connection-reset)
    (i32.const 0))

  ;; Where received bytes are put: always the same place, which is free.
  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
