;; The hop limit of a new socket is set to {number}, {what}. It is valid, so the call must succeed, and the same must be
;; told when it is asked.
;;! level = "must"
;;! refs = ["wasip2.udp.hop-limit", "wasip2.udp.hop-limit.zero"]
;;! [variants]
;;! one = { number = "1", what = "the least that there is" }
;;! most = { number = "255", what = "the most that a u8 can say" }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.set-unicast-hop-limit" (func $set-unicast-hop-limit (param i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.unicast-hop-limit" (func $unicast-hop-limit (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-unicast-hop-limit (local.get $socket) (i32.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $unicast-hop-limit (local.get $socket) (i32.const 0))                               ;;= ok value={number}
    (i32.const 0)))
