;; A stream has no offset: POSIX has lseek fail with ESPIPE on a socket, from wherever it is counted. A runtime may also
;; not give it the right to ask: notcapable by the witx, access by the pages.
;;! level = "should"
;;! refs = ["posix.lseek.socket", "wasi.fd_seek.similar", "wasi.rights.files", "wasix.fd_seek.access", "wasix.errno.notcapable", "wasix.errno.access"]
;;! [variants]
;;! set = { whence = "0" }
;;! cur = { whence = "1" }
;;! end = { whence = "2" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_seek"   (func $fd_seek   (param i32 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_seek (local.get $fd) (i64.const 0) (i32.const 0 (;whence;)) (i32.const 48)))  ;;= spipe | notcapable | access
  ))
