;; The time of the last access is to be set to a value and to the present at once: inval, by the page of the function. A
;; runtime may also not give it the right to ask: notcapable by the witx, access by the pages.
;;! level = "should"
;;! refs = ["wasix.fd_filestat_set_times.twice", "wasi.rights.files", "wasix.errno.notcapable", "wasix.errno.access"]
(module
  (import "wasix_32v1" "sock_open"             (func $sock_open             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_filestat_set_times" (func $fd_filestat_set_times (param i32 i64 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_filestat_set_times (local.get $fd) (i64.const 0) (i64.const 0) (i32.const 3)))  ;;= inval | notcapable | access
  ))
