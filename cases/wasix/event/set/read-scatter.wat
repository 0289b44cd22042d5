;; The number of an event is 5, and is read into two vectors of four bytes: there is room for eight, so they must have
;; the number together.
;;! level = "should"
;;! refs = ["linux.eventfd.read", "wasix.fd_event.eventfd", "wasix.fd_read.data", "posix.readv.order", "wasix.fd_read.similar"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"  (func $fd_read  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\e0\00\00\00" "\04\00\00\00" "\c0\00\00\00" "\04\00\00\00")  ;; the vectors to read: 4 bytes at 224, 4 bytes at 192

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 5) (i32.const 0) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 2) (i32.const 48)))  ;;= success data="\05\00\00\00\00\00\00\00" nread=8
  ))
