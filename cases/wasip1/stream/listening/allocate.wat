;; A socket has no room on a disk: POSIX has posix_fallocate fail with ENODEV, and the witx has notsup for what sockets
;; do not support; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["posix.fallocate.not-regular", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_allocate.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_allocate" (func $fd_allocate (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_allocate (i32.const 3) (i64.const 0) (i64.const 16)))  ;;= nodev | notsup | notcapable
  ))
