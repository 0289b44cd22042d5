;; The listening was ended by shutdown, so no connection can come any more: POSIX has accept fail with EINVAL, and it
;; does not wait.
;;! level = "should"
;;! refs = ["posix.accept.not-listening", "linux.shutdown.listening", "wasi.sock_accept.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_accept"   (func $sock_accept   (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))              ;;~ success
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;= inval
  ))
