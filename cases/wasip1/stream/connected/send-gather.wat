;; Send is given two vectors, of three bytes and of two: it should take all five bytes at once.
;;! level = "should"
;;! refs = ["wasi.sock_send.data", "posix.writev.order", "wasi.sock_send.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send"   (func $sock_send   (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\03\00\00\00" "\83\00\00\00" "\02\00\00\00")  ;; the vectors to send: 3 bytes at 128, 2 at 131
  (data (i32.const 128) "hello")

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 2) (i32.const 0) (i32.const 48)))  ;;= success datalen=5
    ;;< recv 5
    (drop (call $fd_close (local.get $server)))                                                             ;;~ success
  ))
