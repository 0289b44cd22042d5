;; The end that is written had two descriptors, and both were closed: read should report the end of the data.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "linux.pipe.last", "posix.read.pipe-end", "wasix.fd_read.similar"]
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"  (func $fd_read  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup"   (func $fd_dup   (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $reader i32) (local $writer i32) (local $copy i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_dup (local.get $writer) (i32.const 12)))                                 ;;~ success
    (local.set $copy (i32.load (i32.const 12)))
    (drop (call $fd_close (local.get $writer)))                                              ;;~ success
    (drop (call $fd_close (local.get $copy)))                                                ;;~ success
    (drop (call $fd_read (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= success nread=0
  ))
