;; A listening socket is not connected, for which POSIX has ENOTCONN. Linux allows the call. The direction is {variant}
;; alone.
;;! level = "should"
;;! refs = ["posix.shutdown.notconn", "linux.shutdown.listening", "linux.shutdown.listening-send", "wasi.sock_shutdown.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! [variants]
;;! rd = { how = "1" }
;;! wr = { how = "2" }
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1 (;how;))))  ;;= notconn | success
  ))
