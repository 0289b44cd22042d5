;; A pipe is none of the types of files that the witx has, so the type of an end must be unknown.
;;! level = "must"
;;! refs = ["wasix.filetype.unknown", "wasix.fd_pipe"]
(module
  (import "wasix_32v1" "fd_pipe"       (func $fd_pipe       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $reader) (i32.const 320)))  ;;= success filetype=unknown
  ))
