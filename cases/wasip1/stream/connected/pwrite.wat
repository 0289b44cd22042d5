;; To write at an offset takes a file that has offsets. A connection has none: pwritev of Linux fails with ESPIPE, as
;; lseek does; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["linux.preadv.seek", "posix.lseek.socket", "wasi.rights.files", "wasi.fd_pwrite.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pwrite"   (func $fd_pwrite   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_pwrite (local.get $server) (i32.const 96) (i32.const 1) (i64.const 0) (i32.const 48)))  ;;= spipe | notcapable
  ))
