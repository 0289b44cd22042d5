;; The pollable of a socket that is not bound is asked whether it is ready. It is so once the socket is ready for I/O,
;; and nothing says when that is: the answer is recorded.
;;! level = "may"
;;! refs = ["wasip2.udp.subscribe"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.ready" (func $ready (param i32) (result i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32) (local $pollable i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))  ;;~ returns
    (drop (call $ready (local.get $pollable)))                   ;;= *
    (i32.const 0)))
