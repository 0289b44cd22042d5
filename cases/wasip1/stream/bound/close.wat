;; A socket whose listening was ended is closed: that must succeed, and its number stand for nothing any more.
;;! level = "must"
;;! refs = ["wasi.fd_close"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"      (func $fd_close      (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))  ;;~ success
    (drop (call $fd_close (i32.const 3)))                     ;;= success
    (drop (call $fd_close (i32.const 3)))                     ;;~ badf
  ))
