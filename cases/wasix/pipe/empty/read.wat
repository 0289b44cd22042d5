;; A pipe was opened and nothing was written: a read that does not wait should answer EAGAIN.
;;! level = "should"
;;! refs = ["posix.read.pipe-empty", "posix.read.nonblock", "wasix.fd_read.similar", "wasix.errno.again"]
(module
  (import "wasix_32v1" "fd_pipe"             (func $fd_pipe             (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $reader) (i32.const 4)))                     ;;~ success
    (drop (call $fd_read (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= again
  ))
