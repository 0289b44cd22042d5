;; The number of a semaphore is 0: a read that does not wait should answer EAGAIN.
;;! level = "should"
;;! refs = ["linux.eventfd.empty", "wasix.fd_event.eventfd", "wasix.eventfdflags", "wasix.errno.again"]
(module
  (import "wasix_32v1" "fd_event"            (func $fd_event            (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")  ;; the vector to read: 8 bytes at 192

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 1) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                     ;;~ success
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= again
  ))
