;; Accept is interrupted by the host while it waits ({variant}): by a signal that it is not restarted after it may fail with
;; EINTR, and otherwise it goes on waiting.
;;! level = "should"
;;! refs = ["posix.accept.interrupted", "posix.sigaction.restart", "linux.signal.stop", "wasi.errno.intr", "posix.accept.blocks", "wasi.sock_accept.similar", "wasi.sock_accept.connection"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! signal         = { answer = 'blocks then intr | blocks then success' }
;;! signal-restart = { answer = 'blocks then success' }
;;! stop           = { answer = 'blocks then success' }
(module
  (import "wasi_snapshot_preview1" "sock_accept"         (func $sock_accept         (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 0)))        ;;~ success
    ;;< once waiting {variant}
    ;;< once waiting connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;= {answer}
  ))
