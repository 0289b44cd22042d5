;; Five bytes wait, and a peek has room for two of them: it must return those two and leave all five in the queue.
;;! level = "must"
;;! refs = ["wasi.riflags.peek", "posix.recv.peek", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192
  (data (i32.const 112) "\d0\00\00\00" "\02\00\00\00")  ;; a short one: 2 bytes at 208

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< send "hello"
    (drop (call $sock_recv (local.get $server) (i32.const 112) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52)))  ;;= success data="he" datalen=2
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="hello" datalen=5
  ))
