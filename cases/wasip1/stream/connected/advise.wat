;; Advice is given on how a connection will be read: Linux takes it and does nothing, and no document says what becomes
;; of it. The answer is recorded.
;;! level = "may"
;;! refs = ["linux.fadvise.socket", "wasi.errno.notsup", "wasi.rights.files", "wasi.fd_advise.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_advise"   (func $fd_advise   (param i32 i64 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_advise (local.get $server) (i64.const 0) (i64.const 0) (i32.const 1)))  ;;= *
  ))
