;; A queue of {number} connections is asked for. A value other than 0 may be clamped but never causes an error, so the
;; call must succeed, and the socket listen then.
;;! level = "must"
;;! refs = ["wasip3.tcp-set-listen-backlog-size.any-value", "wasip3.tcp-listen"]
;;! [variants]
;;! one = { number = "1" }
;;! signed = { number = "0x80000000" }
;;! u32 = { number = "0x100000000" }
;;! most = { number = "0xffffffffffffffff" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-listen-backlog-size" (func $set-listen-backlog-size (param i32 i64 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                                  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-listen-backlog-size (local.get $socket) (i64.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $listen (local.get $socket) (i32.const 0))                                            ;;= ok
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
