;; The number of an event is 5, and 0xfffffffffffffffe, the greatest that there is, is to be added: write should wait
;; until it is read.
;;! level = "should"
;;! refs = ["linux.eventfd.most", "wasix.fd_event.eventfd"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")  ;; the vector to write: 8 bytes at 128
  (data (i32.const 128) "\fe\ff\ff\ff\ff\ff\ff\ff")    ;; the number 0xfffffffffffffffe

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 5) (i32.const 0) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_write (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= blocks
  ))
