;; A connection is to be idle for {what} before packets of keep-alive are sent. A value other than 0 may be clamped or
;; rounded but never causes an error, so the call must succeed, and the time that is told not be 0.
;;! level = "must"
;;! refs = ["wasip3.tcp-keep-alive-idle-time.any-value", "wasip3.tcp-keep-alive-idle-time"]
;;! [variants]
;;! one = { number = "1", what = "1 nanosecond" }
;;! second = { number = "1000000001", what = "1 second and 1 nanosecond" }
;;! signed = { number = "0x7fffffffffffffff", what = "292 years" }
;;! most = { number = "0xffffffffffffffff", what = "as many nanoseconds as a u64 can say" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-keep-alive-idle-time" (func $set-keep-alive-idle-time (param i32 i64 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-keep-alive-idle-time" (func $keep-alive-idle-time (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                                   ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-idle-time (local.get $socket) (i64.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $keep-alive-idle-time (local.get $socket) (i32.const 0))                               ;;= ok value=* value!=0
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
