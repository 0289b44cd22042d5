;; After {number} packets of keep-alive a connection is to be given up. A value other than 0 may be clamped but never
;; causes an error, so the call must succeed, and the number that is told not be 0.
;;! level = "must"
;;! refs = ["wasip3.tcp-keep-alive-count.any-value", "wasip3.tcp-keep-alive-count"]
;;! [variants]
;;! one = { number = "1" }
;;! byte = { number = "256" }
;;! signed = { number = "0x80000000" }
;;! most = { number = "0xffffffff" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-keep-alive-count" (func $set-keep-alive-count (param i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-keep-alive-count" (func $keep-alive-count (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                               ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-count (local.get $socket) (i32.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $keep-alive-count (local.get $socket) (i32.const 0))                               ;;= ok value=* value!=0
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
