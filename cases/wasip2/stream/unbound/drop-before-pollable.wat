;; A new socket is dropped while its pollable is not. A socket can be dropped in every state, and nothing says that what
;; waits for it must go first: the call should return.
;;! level = "should"
;;! refs = ["wasip2.state.drop", "wasip2.posix-compatibility.close"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "tcp-socket_drop" (func $drop-tcp-socket (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (drop (call $subscribe (local.get $socket)))           ;;~ returns
    (call $drop-tcp-socket (local.get $socket))            ;;= returns
    (i32.const 0)))
