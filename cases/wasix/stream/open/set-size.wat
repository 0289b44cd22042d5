;; A stream has no size that could be set: ftruncate fails with EINVAL on what is no regular file. A runtime may also
;; not give it the right to ask: notcapable by the witx, access by the pages.
;;! level = "should"
;;! refs = ["linux.ftruncate.not-regular", "wasi.fd_filestat_set_size.similar", "wasi.rights.files", "wasix.fd_filestat_set_size.access", "wasix.errno.notcapable", "wasix.errno.access"]
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_filestat_set_size" (func $fd_filestat_set_size (param i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_filestat_set_size (local.get $fd) (i64.const 16)))                ;;= inval | notcapable | access
  ))
