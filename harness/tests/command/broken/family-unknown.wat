;; It opens a socket of family 2, which is none.
;; trace says: hint: 2 is no family here: ipv4 is 0 and ipv6 is 1
;; on: wasmtime
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $net (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind" (func $sbind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $fbind (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (global $heap (mut i32) (i32.const 4096))
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $l i32)
    (call $create (i32.const 2) (i32.const 0)) (local.set $l (i32.load (i32.const 4)))
    (call $sbind (local.get $l) (call $net) (call $lo (i32.const 7967)) (i32.const 0))
    (call $fbind (local.get $l) (i32.const 0))
    (i32.const 0))
  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32) (global.get $heap) (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get 3) (i32.const 15)) (i32.const -16)))))
  (func (export "cm32p2_initialize"))
  (func $lo (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
