;; The end of a pipe that is read is closed while five bytes wait: it must succeed, and the number must be free then.
;;! level = "must"
;;! refs = ["wasix.fd_close", "wasix.fd_close.badf"]
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;~ success nwritten=5
    (drop (call $fd_close (local.get $reader)))                                              ;;= success
    (drop (call $fd_close (local.get $reader)))                                              ;;~ badf
  ))
