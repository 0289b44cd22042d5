;; Nobody has bound the socket, and unlike in POSIX its address is not just unspecified. The call must be refused with
;; invalid-state.
;;! level = "must"
;;! refs = ["wasip2.local-address.not-bound", "wasip2.create-tcp-socket.unbound"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.local-address" (func $local-address (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))    ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $local-address (local.get $socket) (i32.const 0))  ;;= err(invalid-state)
    (i32.const 0)))
