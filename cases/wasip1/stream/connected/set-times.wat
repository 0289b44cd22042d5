;; The times of a connection are set to the present: Linux does so, and no document says whether a socket has times. The
;; answer is recorded.
;;! level = "may"
;;! refs = ["linux.futimens.socket", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_filestat_set_times.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_filestat_set_times" (func $fd_filestat_set_times (param i32 i64 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                 ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_filestat_set_times (local.get $server) (i64.const 0) (i64.const 0) (i32.const 10)))  ;;= *
  ))
