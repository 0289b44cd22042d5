;; Nothing was written to a pipe: a read would wait, so of its first end and standard output poll_oneoff should report
;; only standard output.
;;! level = "should"
;;! refs = ["posix.poll.read", "posix.poll.asked", "posix.poll.files", "wasix.poll_oneoff.event", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (i32.store (i32.const 272) (local.get $reader))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
