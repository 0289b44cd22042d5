;; A stream has no space on a disk: POSIX has posix_fallocate fail with ENODEV on what is no regular file, and the witx
;; has notsup for what sockets do not support. A runtime may also not give it the right to ask: notcapable by the witx,
;; access by the pages.
;;! level = "should"
;;! refs = ["posix.fallocate.not-regular", "wasix.errno.notsup", "wasi.fd_allocate.similar", "wasi.rights.files", "wasix.errno.notcapable", "wasix.errno.access"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_allocate" (func $fd_allocate (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_allocate (local.get $fd) (i64.const 0) (i64.const 16)))           ;;= nodev | notsup | notcapable | access
  ))
