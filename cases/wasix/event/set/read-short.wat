;; The number of an event is 5, and there is room for seven bytes: a read should answer EINVAL, and leave the number for
;; the next.
;;! level = "should"
;;! refs = ["linux.eventfd.read-short", "linux.eventfd.read", "wasix.fd_event.eventfd"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"  (func $fd_read  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")  ;; the vector to read: 8 bytes at 192
  (data (i32.const 112) "\e0\00\00\00" "\07\00\00\00")  ;; the short vector: 7 bytes at 224

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 5) (i32.const 0) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_read (local.get $fd) (i32.const 112) (i32.const 1) (i32.const 48)))  ;;= inval
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= success data="\05\00\00\00\00\00\00\00" nread=8
  ))
