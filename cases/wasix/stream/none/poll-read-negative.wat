;; The number is -1 if it is taken as signed, and standard output can be written to. Poll of POSIX passes over a
;; negative number and has no event for it; in the witx no number is negative. The answer is recorded.
;;! level = "may"
;;! refs = ["posix.poll.negative", "posix.poll.nval", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\ff\ff\ff\ff")  ;; a subscription: userdata 7, fd_read, number 0xffffffff
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")           ;; another: userdata 8, fd_write, standard output

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success nevents=1 | success nevents=2 | badf
  ))
