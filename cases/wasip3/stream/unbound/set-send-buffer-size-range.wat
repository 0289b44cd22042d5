;; The buffer for what is sent is to have {what}. A value other than 0 may be clamped but never causes an error, so the
;; call must succeed, and the size that is told not be 0.
;;! level = "must"
;;! refs = ["wasip3.tcp-send-buffer-size.any-value", "wasip3.tcp-send-buffer-size"]
;;! [variants]
;;! one = { number = "1", what = "1 byte" }
;;! signed = { number = "0x80000000", what = "2 GiB, which no signed number of 32 bits can say" }
;;! u32 = { number = "0x100000000", what = "4 GiB, which no number of 32 bits can say" }
;;! most = { number = "0xffffffffffffffff", what = "as many bytes as a u64 can say" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-send-buffer-size" (func $set-send-buffer-size (param i32 i64 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-send-buffer-size" (func $send-buffer-size (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                               ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-send-buffer-size (local.get $socket) (i64.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $send-buffer-size (local.get $socket) (i32.const 0))                               ;;= ok value=* value!=0
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
