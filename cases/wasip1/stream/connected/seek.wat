;; A connection has no place at which it is read: POSIX has lseek fail with ESPIPE, and what comes is received from its
;; first byte; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["posix.lseek.socket", "wasi.rights.files", "wasi.fd_seek.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek"     (func $fd_seek     (param i32 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_seek (local.get $server) (i64.const 1) (i32.const 0) (i32.const 48)))                                   ;;= spipe | notcapable
    ;;< send "hello"
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ success data="hello" datalen=5
  ))
