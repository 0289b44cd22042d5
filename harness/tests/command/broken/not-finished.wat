;; It finishes a connect at once, which is not done: the queue of the peer is full.
;; trace says: hint: what start-connect has begun is not done: tcp-socket.subscribe gives a pollable, and when that is ready
;; on: wasmtime
;;! level = "may"
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))
    (local.set $socket (i32.load (i32.const 4)))
    ;;< listen 0
    (call $connect (local.get $socket))
    (call $block (call $subscribe (local.get $socket)))
    (call $finish-connect (local.get $socket) (i32.const 0))
    (call $create (i32.const 0) (i32.const 0))
    (local.set $socket (i32.load (i32.const 4)))
    (call $connect (local.get $socket))
    (call $finish-connect (local.get $socket) (i32.const 0))
    (i32.const 0))
  (func $connect (param $socket i32)
    (call $start-connect (local.get $socket) (call $network)
      (i32.const 0) (i32.const 7967) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
      (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))))
