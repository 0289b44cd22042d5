;; An unbound socket is not connected, so there is no other end that could have an address. The call must be refused
;; with invalid-state.
;;! level = "must"
;;! refs = ["wasip2.remote-address.not-connected", "wasip2.state.wrong-state"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.remote-address" (func $remote-address (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $remote-address (local.get $socket) (i32.const 0))  ;;= err(invalid-state)
    (i32.const 0)))
