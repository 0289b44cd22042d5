;; The hop limit is set to {number}. It is from 1 on, so it must be taken, and must be the one that is told then.
;;! level = "must"
;;! refs = ["wasip3.tcp-hop-limit.zero", "wasip3.tcp-hop-limit"]
;;! [variants]
;;! one = { number = "1" }
;;! signed = { number = "128" }
;;! most = { number = "255" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create"        (func $create        (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-hop-limit" (func $set-hop-limit (param i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-hop-limit" (func $hop-limit     (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-hop-limit (local.get $socket) (i32.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $hop-limit (local.get $socket) (i32.const 0))                               ;;= ok value={number}
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
