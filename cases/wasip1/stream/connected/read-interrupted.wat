;; Read is interrupted by the host while it waits ({variant}): by a signal that it is not restarted after it may fail with
;; EINTR, and otherwise it goes on waiting.
;;! level = "should"
;;! refs = ["posix.read.interrupted", "posix.sigaction.restart", "linux.signal.stop", "wasi.errno.intr", "posix.read.socket", "posix.recv.blocks", "wasi.fd_read.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! signal         = { answer = 'blocks then intr | blocks then success data="hello" nread=5' }
;;! signal-restart = { answer = 'blocks then success data="hello" nread=5' }
;;! stop           = { answer = 'blocks then success data="hello" nread=5' }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read"     (func $fd_read     (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                     ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< once waiting {variant}
    ;;< once waiting send "hello"
    (drop (call $fd_read (local.get $server) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= {answer}
  ))
