;; An event is none of the types of files that the witx has, so its type must be unknown.
;;! level = "must"
;;! refs = ["wasix.filetype.unknown", "wasix.fd_event"]
(module
  (import "wasix_32v1" "fd_event"      (func $fd_event      (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))       ;;= success filetype=unknown
  ))
