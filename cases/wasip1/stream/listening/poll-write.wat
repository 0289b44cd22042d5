;; To send through a listening socket would fail at once, which POSIX counts as ready; Linux never reports such a
;; socket for writing, and the witx speaks of what can be written to. The answer is recorded.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.write", "posix.poll.write", "linux.poll.listening"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\03")  ;; a subscription: userdata 7, fd_write, descriptor 3
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success nevents=2 | success nevents=1
  ))
