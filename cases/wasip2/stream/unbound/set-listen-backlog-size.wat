;; The length of the queue can be asked for long before the socket listens. No value but 0 ever causes an error, so the
;; unbound socket must take 8.
;;! level = "must"
;;! refs = ["wasip2.set-listen-backlog-size.any-value"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.set-listen-backlog-size"
    (func $set-listen-backlog-size (param i32 i64 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-listen-backlog-size (local.get $socket) (i64.const 8) (i32.const 0))  ;;= ok
    (i32.const 0)))
