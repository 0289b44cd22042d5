;; The hop limit is given as 0x12a, and a u8 has no more than its lowest eight bits, which say 42. The canonical ABI
;; must cut the others off.
;;! level = "must"
;;! refs = ["wasip2.abi.integer", "wasip2.hop-limit"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.set-hop-limit" (func $set-hop-limit (param i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.hop-limit" (func $hop-limit (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-hop-limit (local.get $socket) (i32.const 0x12a) (i32.const 0))  ;;= ok
    (call $hop-limit (local.get $socket) (i32.const 0))                        ;;= ok value=42
    (i32.const 0)))
