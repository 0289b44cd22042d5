;; The times of a socket are set to the present: Linux does so, and no document says whether a socket has times. The
;; answer is recorded.
;;! level = "may"
;;! refs = ["linux.futimens.socket", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_filestat_set_times.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_filestat_set_times" (func $fd_filestat_set_times (param i32 i64 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_filestat_set_times (i32.const 3) (i64.const 0) (i64.const 0) (i32.const 10)))  ;;= *
  ))
