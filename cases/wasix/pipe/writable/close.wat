;; The end of a pipe that is written is closed: it must succeed, and the number must be free then.
;;! level = "must"
;;! refs = ["wasix.fd_close", "wasix.fd_close.badf"]
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $writer)))         ;;= success
    (drop (call $fd_close (local.get $writer)))         ;;~ badf
  ))
