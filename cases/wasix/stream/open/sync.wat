;; A stream is on no disk to be written to: the page of fd_sync has inval for a socket, as POSIX has EINVAL for a file
;; that cannot do it. A runtime may also not give it the right to ask: notcapable by the witx, access by the pages.
;;! level = "should"
;;! refs = ["wasix.fd_sync.socket", "posix.fsync.inval", "linux.fsync.socket", "wasi.fd_sync.similar", "wasi.rights.files", "wasix.fd_sync.access", "wasix.errno.notcapable", "wasix.errno.access"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_sync"   (func $fd_sync   (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_sync (local.get $fd)))                                            ;;= inval | notcapable | access
  ))
