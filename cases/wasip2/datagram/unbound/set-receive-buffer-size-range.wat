;; The receive buffer of a new socket is to have {what}. A value other than 0 may be clamped but never causes an error,
;; so the call must succeed, and the size that is told not be 0.
;;! level = "must"
;;! refs = ["wasip2.udp.receive-buffer-size.any-value", "wasip2.udp.receive-buffer-size"]
;;! [variants]
;;! one = { number = "1", what = "1 byte" }
;;! signed = { number = "0x80000000", what = "2 GiB, which no signed number of 32 bits can say" }
;;! u32 = { number = "0x100000000", what = "4 GiB, which no number of 32 bits can say" }
;;! most = { number = "0xffffffffffffffff", what = "as many bytes as a u64 can say" }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.set-receive-buffer-size" (func $set-receive-buffer-size (param i32 i64 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.receive-buffer-size" (func $receive-buffer-size (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                       ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-receive-buffer-size (local.get $socket) (i64.const 1 (;number;)) (i32.const 0))  ;;= ok
    (call $receive-buffer-size (local.get $socket) (i32.const 0))                               ;;= ok value=* value!=0
    (i32.const 0)))
