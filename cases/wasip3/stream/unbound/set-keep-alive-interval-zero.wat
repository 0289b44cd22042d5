;; The socket has no address yet. The time between keep-alive packets cannot be 0, so the call must be refused with
;; invalid-argument.
;;! level = "must"
;;! refs = ["wasip3.tcp-keep-alive-interval.zero"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-keep-alive-interval" (func $set-keep-alive-interval (param i32 i64 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                       ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-interval (local.get $socket) (i64.const 0) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
