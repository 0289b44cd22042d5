;; It finishes a listen that it has not started.
;; trace says: hint: tcp-socket.finish-listen ends what start-listen has begun, and nothing of it is under way
;; on: wasmtime
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-listen" (func $finish-listen (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))
    (local.set $socket (i32.load (i32.const 4)))
    (call $finish-listen (local.get $socket) (i32.const 0))
    (i32.const 0)))
