;; A socket has no place at which it is read: POSIX has lseek fail with ESPIPE; or the right to ask is not there, which
;; is notcapable.
;;! level = "should"
;;! refs = ["posix.lseek.socket", "wasi.rights.files", "wasi.fd_seek.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_seek (i32.const 3) (i64.const 1) (i32.const 0) (i32.const 48)))  ;;= spipe | notcapable
  ))
