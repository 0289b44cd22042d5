;; What has listened was never connected: POSIX has ENOTCONN, or EPIPE, which Linux answers.
;;! level = "should"
;;! refs = ["posix.send.notconn", "linux.send.notconn", "wasi.sock_send.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_send"     (func $sock_send     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))                                          ;;~ success
    (drop (call $sock_send (i32.const 3) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= notconn | pipe
  ))
