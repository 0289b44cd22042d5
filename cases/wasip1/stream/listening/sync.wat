;; A socket keeps nothing on a disk: POSIX has fsync fail with EINVAL, and the witx has notsup for what sockets do not
;; support; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["posix.fsync.inval", "linux.fsync.socket", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_sync.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_sync" (func $fd_sync (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_sync (i32.const 3)))  ;;= inval | notsup | notcapable
  ))
