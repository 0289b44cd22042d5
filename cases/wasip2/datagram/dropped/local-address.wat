;; The socket was dropped. Its handle stands for nothing any more, so the canonical ABI must trap.
;;! level = "must"
;;! refs = ["wasip2.abi.handle"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.local-address" (func $local-address (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "udp-socket_drop" (func $drop-udp-socket (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))    ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $drop-udp-socket (local.get $socket))              ;;~ returns
    (call $local-address (local.get $socket) (i32.const 0))  ;;= traps
    (i32.const 0)))
