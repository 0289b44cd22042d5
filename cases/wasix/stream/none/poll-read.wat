;; Number 99 was never opened: badf, and the call should not wait. An event has an errno for its subscription and the
;; call has one too, and either may be the one that says it.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.poll_oneoff.event", "wasi.event.error", "posix.poll.nval", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\63")  ;; a subscription: userdata 7, fd_read, number 99

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success events=[{userdata=7,*error=badf,*type=fd_read,*}] nevents=1 | badf
  ))
