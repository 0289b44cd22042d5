;; It listens before the bind is finished.
;; trace says: hint: start-bind at L
;; on: wasmtime
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $net (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind" (func $sbind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $slisten (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (global $heap (mut i32) (i32.const 4096))
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $l i32)
    (call $create (i32.const 0) (i32.const 0))
    (local.set $l (i32.load (i32.const 4)))
    (call $sbind (local.get $l) (call $net) (call $lo (i32.const 7967)) (i32.const 0))
    (call $slisten (local.get $l) (i32.const 0))
    (i32.const 0))
  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32) (global.get $heap) (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get 3) (i32.const 15)) (i32.const -16)))))
  (func (export "cm32p2_initialize"))
  (func $lo (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
