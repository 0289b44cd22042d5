;; What has listened was never connected. To read from a socket is to receive, so fd_read should answer ENOTCONN and not
;; wait.
;;! level = "should"
;;! refs = ["posix.read.socket", "posix.recv.notconn", "wasi.fd_read.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read"       (func $fd_read       (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))                           ;;~ success
    (drop (call $fd_read (i32.const 3) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= notconn
  ))
