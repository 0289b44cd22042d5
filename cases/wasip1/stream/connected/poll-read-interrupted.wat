;; Poll_oneoff is interrupted by the host while it waits for data ({variant}): by a signal it may fail with EINTR, since poll is
;; never restarted; where it is only stopped and goes on, it waits on.
;;! level = "should"
;;! refs = ["posix.poll.interrupted", "linux.signal.stop", "wasi.errno.intr", "wasix.poll_oneoff.read", "wasix.poll_oneoff.event"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! signal         = { answer = 'blocks then intr | blocks then success events=[{userdata=7,*error=success,*type=fd_read,*}] nevents=1' }
;;! signal-restart = { answer = 'blocks then intr | blocks then success events=[{userdata=7,*error=success,*type=fd_read,*}] nevents=1' }
;;! stop           = { answer = 'blocks then success events=[{userdata=7,*error=success,*type=fd_read,*}] nevents=1' }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")  ;; a subscription: userdata 7, fd_read

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                     ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (i32.store (i32.const 272) (local.get $server))
    ;;< once waiting {variant}
    ;;< once waiting send "hello"
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= {answer}
  ))
