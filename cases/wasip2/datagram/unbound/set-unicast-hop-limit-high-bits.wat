;; The hop limit is given as 0x12a, and a u8 has no more than its lowest eight bits, which say 42. The canonical ABI
;; must cut the others off.
;;! level = "must"
;;! refs = ["wasip2.abi.integer", "wasip2.udp.hop-limit"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.set-unicast-hop-limit" (func $set-unicast-hop-limit (param i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.unicast-hop-limit" (func $unicast-hop-limit (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))                              ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-unicast-hop-limit (local.get $socket) (i32.const 0x12a) (i32.const 0))  ;;= ok
    (call $unicast-hop-limit (local.get $socket) (i32.const 0))                        ;;= ok value=42
    (i32.const 0)))
