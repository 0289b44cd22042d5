;; The connection was reset, so there is none of which a direction could be shut down: it should answer ENOTCONN. The
;; direction is {variant} alone.
;;! level = "should"
;;! refs = ["posix.shutdown.notconn", "wasi.sock_shutdown.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! rd = { how = "1" }
;;! wr = { how = "2" }
(module
  (import "wasi_snapshot_preview1" "sock_accept"   (func $sock_accept   (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< reset
    (drop (call $sock_shutdown (local.get $server) (i32.const 1 (;how;))))  ;;= notconn
  ))
