;; Keep-alive is switched on and off again. It must be told as off.
;;! level = "must"
;;! refs = ["wasip3.tcp-keep-alive-enabled"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-keep-alive-enabled" (func $set-keep-alive-enabled (param i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-keep-alive-enabled" (func $keep-alive-enabled (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-enabled (local.get $socket) (i32.const 1) (i32.const 0))  ;;~ ok
    (call $set-keep-alive-enabled (local.get $socket) (i32.const 0) (i32.const 0))  ;;= ok
    (call $keep-alive-enabled (local.get $socket) (i32.const 0))                    ;;= ok value=false
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
