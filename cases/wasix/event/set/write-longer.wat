;; Sixteen bytes are written to an event with one vector, the numbers 1 and 2. Linux adds the first and counts eight
;; bytes; no document says what becomes of the others: the answer is recorded.
;;! level = "may"
;;! refs = ["linux.eventfd.write", "wasix.fd_write.data"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\10\00\00\00")                           ;; the vector to write: 16 bytes at 128
  (data (i32.const 128) "\01\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00")  ;; the numbers 1 and 2

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 5) (i32.const 0) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_write (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= *
  ))
