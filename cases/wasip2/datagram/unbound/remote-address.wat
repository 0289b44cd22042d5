;; The socket streams to no single peer. The call must be refused with invalid-state.
;;! level = "must"
;;! refs = ["wasip2.udp.remote-address.not-streaming"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.remote-address" (func $remote-address (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $remote-address (local.get $socket) (i32.const 0))  ;;= err(invalid-state)
    (i32.const 0)))
