;; Keepalive is to be turned on by {number}, which is neither 0 nor 1. The canonical ABI takes every number but 0 for
;; true, so it must be on.
;;! level = "must"
;;! refs = ["wasip2.abi.bool", "wasip2.keep-alive-enabled"]
;;! [variants]
;;! two = { number = "2" }
;;! high-bits = { number = "0x100" }
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.set-keep-alive-enabled"
    (func $set-keep-alive-enabled (param i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.keep-alive-enabled"
    (func $keep-alive-enabled (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-enabled (local.get $socket) (i32.const 2 (;number;)) (i32.const 0))  ;;= ok
    (call $keep-alive-enabled (local.get $socket) (i32.const 0))                               ;;= ok value=true
    (i32.const 0)))
