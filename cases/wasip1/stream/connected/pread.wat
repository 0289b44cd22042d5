;; To read at an offset takes a file that has offsets. A connection has none: preadv of Linux fails with ESPIPE, as
;; lseek does, and does not wait; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["linux.preadv.seek", "posix.lseek.socket", "wasi.rights.files", "wasi.fd_pread.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pread"    (func $fd_pread    (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_pread (local.get $server) (i32.const 104) (i32.const 1) (i64.const 0) (i32.const 48)))  ;;= spipe | notcapable
  ))
