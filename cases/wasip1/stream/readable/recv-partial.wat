;; Five bytes wait, and each recv has room for two: three calls should return them piece by piece, in order and without
;; loss.
;;! level = "should"
;;! refs = ["posix.recv.stream", "posix.stream.boundaries", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 112) "\d0\00\00\00" "\02\00\00\00")  ;; a short one: 2 bytes at 208

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< send "hello"
    (drop (call $sock_recv (local.get $server) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="he" datalen=2
    (drop (call $sock_recv (local.get $server) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="ll" datalen=2
    (drop (call $sock_recv (local.get $server) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="o" datalen=1
  ))
