;; The hop limit of packets can be asked of an unbound socket. The call must succeed; the number is up to the host.
;;! level = "must"
;;! refs = ["wasip2.hop-limit"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.hop-limit" (func $hop-limit (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $hop-limit (local.get $socket) (i32.const 0))    ;;= ok value=*
    (i32.const 0)))
