;; Number 99 was never opened, and standard output can be written to. Poll reports both, the one as invalid and the
;; other as ready, so poll_oneoff should have two events.
;;! level = "should"
;;! refs = ["posix.poll.nval", "posix.poll.count", "posix.poll.write", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\63")  ;; a subscription: userdata 7, fd_read, number 99
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success nevents=2
  ))
