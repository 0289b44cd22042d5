;; No bind was begun, so there is none to finish. The call must be answered with not-in-progress.
;;! level = "must"
;;! refs = ["wasip2.udp.not-in-progress", "wasip2.error-code.not-in-progress"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $finish-bind (local.get $socket) (i32.const 0))  ;;= err(not-in-progress)
    (i32.const 0)))
