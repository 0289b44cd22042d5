;; The data of a stream is on no disk to be written to: POSIX has fdatasync fail with EINVAL on a file that cannot do
;; it. A runtime may also not give it the right to ask: notcapable by the witx, access by the pages.
;;! level = "should"
;;! refs = ["posix.fdatasync.inval", "linux.fsync.socket", "wasi.fd_datasync.similar", "wasi.rights.files", "wasix.errno.notcapable", "wasix.errno.access"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_datasync" (func $fd_datasync (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_datasync (local.get $fd)))                                        ;;= inval | notcapable | access
  ))
