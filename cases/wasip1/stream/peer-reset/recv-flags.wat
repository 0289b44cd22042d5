;; The peer has broken the connection off, and nothing has told of that yet: POSIX's ECONNRESET. The flag {variant}
;; makes no difference to that.
;;! level = "should"
;;! refs = ["posix.recv.reset", "posix.pending.reset", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! peek    = { flags = "1" }
;;! waitall = { flags = "2" }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                              ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< reset
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= connreset
  ))
