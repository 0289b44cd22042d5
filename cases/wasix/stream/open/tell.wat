;; A stream has no offset that could be told: POSIX has lseek fail with ESPIPE on a socket. A runtime may also not give
;; it the right to ask: notcapable by the witx, access by the pages.
;;! level = "should"
;;! refs = ["posix.lseek.socket", "wasi.fd_tell.similar", "wasi.rights.files", "wasix.fd_tell.access", "wasix.errno.notcapable", "wasix.errno.access"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_tell"   (func $fd_tell   (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_tell (local.get $fd) (i32.const 48)))                             ;;= spipe | notcapable | access
  ))
