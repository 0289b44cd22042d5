;; The number of an event is the greatest that there is: 0 can be added without waiting, so a write of it should succeed
;; and change nothing.
;;! level = "should"
;;! refs = ["linux.eventfd.most", "linux.eventfd.write", "wasix.fd_event.eventfd"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"  (func $fd_read  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")   ;; the vector to write: 8 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")  ;; the vector to read: 8 bytes at 192
  (data (i32.const 128) "\00\00\00\00\00\00\00\00")     ;; the number 0

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 18446744073709551614) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_write (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 48)))   ;;= success nwritten=8
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))   ;;= success data="\fe\ff\ff\ff\ff\ff\ff\ff" nread=8
  ))
