;; The peer has vanished without a word, so nothing tells that the data which was sent has arrived, and TCP gives up:
;; recv, which waits, should be told by ETIMEDOUT.
;;! level = "should"
;;! refs = ["posix.recv.timedout", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! world = { timeouts = "short" }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send"   (func $sock_send   (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")   ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< vanish
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                  ;;~ success datalen=5
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= timedout
  ))
