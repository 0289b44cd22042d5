;; A pipe was opened and both of its ends were closed: the two numbers are free, so the next pipe should have the same,
;; which are the lowest, as POSIX has it of every call that makes a descriptor.
;;! level = "should"
;;! refs = ["posix.close.frees", "posix.socket.lowest", "wasix.fd_close.similar"]
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))  ;;~ success fd1=$one fd2=$two
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $reader)))         ;;~ success
    (drop (call $fd_close (local.get $writer)))         ;;~ success
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))  ;;= success fd1=$one fd2=$two
  ))
