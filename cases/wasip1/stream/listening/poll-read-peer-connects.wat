;; A peer connects while poll_oneoff waits for the listening socket. The witx speaks of data that can be read, POSIX of
;; connections too, and the witx does not liken the two: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.read", "posix.poll.listening", "wasix.poll_oneoff.event"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\03")  ;; a subscription: userdata 7, fd_read, descriptor 3

  (func (export "_start")
    ;;< once waiting connect
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= blocks then success events=[{userdata=7,*error=success,*type=fd_read,*}] nevents=1
  ))
