;; A socket has no size that could be set: ftruncate of Linux fails with EINVAL, and the witx has notsup for what
;; sockets do not support; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["linux.ftruncate.not-regular", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_filestat_set_size.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_filestat_set_size" (func $fd_filestat_set_size (param i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_filestat_set_size (i32.const 3) (i64.const 0)))  ;;= inval | notsup | notcapable
  ))
