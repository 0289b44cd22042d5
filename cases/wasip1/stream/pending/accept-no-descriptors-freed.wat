;; A connection could not be accepted, since the process had no descriptor left, and then one was closed. The connection
;; is not lost: it still waits, and accept takes it.
;;! level = "should"
;;! refs = ["posix.accept.queue", "posix.emfile", "posix.close.frees", "wasi.sock_accept.similar", "wasi.fd_close"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! world = { descriptors = 1 }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< connect
    ;;< close
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;~ success
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 4)))  ;;~ mfile
    (drop (call $fd_close (i32.load (i32.const 0))))                      ;;~ success
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 4)))  ;;= success
  ))
