;; An unbound socket has no connection of which both directions could be shut down. Outside of the state connected the
;; call must be refused with invalid-state.
;;! level = "must"
;;! refs = ["wasip2.shutdown.not-connected", "wasip2.state.wrong-state", "wasip2.create-tcp-socket.unbound"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.shutdown" (func $shutdown (param i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))             ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $shutdown (local.get $socket) (i32.const 2) (i32.const 0))  ;;= err(invalid-state)
    (i32.const 0)))
