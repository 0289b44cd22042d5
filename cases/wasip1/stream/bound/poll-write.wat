;; To send would fail at once where the listening was ended, and no data can be written. Linux reports such a socket
;; beside standard output; the witx speaks of data: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.write", "posix.poll.write", "linux.poll.unconnected"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff"   (func $poll_oneoff   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\03")  ;; a subscription: userdata 7, fd_write, descriptor 3
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))                                 ;;~ success
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success nevents=2 | success nevents=1
  ))
