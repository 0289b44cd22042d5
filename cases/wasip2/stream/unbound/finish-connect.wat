;; No connect was started on the new socket, so none can be finished. Outside of its own state a finish must be answered
;; with not-in-progress.
;;! level = "must"
;;! refs = ["wasip2.state.finish-outside", "wasip2.finish-connect.not-in-progress"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $finish-connect (local.get $socket) (i32.const 0))  ;;= err(not-in-progress)
    (i32.const 0)))
