;; Nobody has connected yet to the blocking socket that the guest was handed: accept should wait, and return the
;; connection once a peer has made it.
;;! level = "should"
;;! refs = ["posix.accept.blocks", "wasi.sock_accept.similar", "wasi.sock_accept.connection"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"         (func $sock_accept         (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 0)))        ;;~ success
    ;;< once waiting connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;= blocks then success
  ))
