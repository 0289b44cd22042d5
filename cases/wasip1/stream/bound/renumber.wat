;; A socket whose listening was ended is given the number of a connection, which is closed by that: it must succeed, and
;; its own number stand for nothing any more.
;;! level = "must"
;;! refs = ["wasi.fd_renumber"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"   (func $sock_accept   (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"      (func $fd_close      (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_renumber"   (func $fd_renumber   (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))        ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))                    ;;~ success
    (drop (call $fd_renumber (i32.const 3) (local.get $server)))                ;;= success
    (drop (call $fd_close (i32.const 3)))                                       ;;~ badf
    (drop (call $sock_accept (local.get $server) (i32.const 0) (i32.const 4)))  ;;~ inval
  ))
