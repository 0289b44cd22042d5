;; Five bytes are written to a pipe twice: they must be read as ten bytes in a row, which may come in one piece or in
;; two.
;;! level = "must"
;;! refs = ["wasix.fd_write.data", "wasix.fd_read.data", "wasix.fd_pipe", "posix.write.pipe-order"]
(module
  (import "wasix_32v1" "fd_pipe"             (func $fd_pipe             (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"            (func $fd_write            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")   ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= success nwritten=5
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= success nwritten=5
    (drop (call $fd_fdstat_set_flags (local.get $reader) (i32.const 4)))                     ;;~ success
    (drop (call $fd_read (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= success data="hellohello" nread=10 @all | success data="hello" nread=5 @part
    (drop (call $fd_read (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= again after @all | success data="hello" nread=5 after @part
  ))
