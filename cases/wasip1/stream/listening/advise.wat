;; Advice is given on how a socket will be read: Linux takes it and does nothing, and no document says what becomes of
;; it. The answer is recorded.
;;! level = "may"
;;! refs = ["linux.fadvise.socket", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_advise.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_advise" (func $fd_advise (param i32 i64 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_advise (i32.const 3) (i64.const 0) (i64.const 0) (i32.const 1)))  ;;= *
  ))
