;; It listens on a component's socket that is not bound; POSIX would choose an address.
;; trace says: is not bound: before start-listen come start-bind and finish-bind, and both must succeed
;; on: wasmtime
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))
    (local.set $socket (i32.load (i32.const 4)))
    (call $start-listen (local.get $socket) (i32.const 0))
    (i32.const 0)))
