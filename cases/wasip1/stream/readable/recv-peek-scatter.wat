;; A peek is given two vectors, of which the first has room for two of the five bytes: it should fill both in turn, as
;; recv without the flag does.
;;! level = "should"
;;! refs = ["wasi.riflags.peek", "wasi.sock_recv.data", "posix.recvmsg.order", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\02\00\00\00" "\c2\00\00\00" "\08\00\00\00")  ;; the vectors to receive: 2 bytes at 192, 8 at 194

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< send "hello"
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 2) (i32.const 1) (i32.const 48) (i32.const 52)))  ;;= success data="hello" datalen=5
  ))
