;; A directory is polled between a socket and standard output, which can always be written to. Linux reports both, but
;; POSIX leaves open what poll does with a directory, and a runtime may refuse it or lack the right: the answer is
;; recorded.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.event", "posix.poll.files", "linux.poll.directory", "wasix.rights.poll", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"    (func $poll_oneoff    (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\09\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\03")  ;; another: userdata 9, fd_read, the directory
  (data (i32.const 352) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                               ;;~ success
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 3) (i32.const 48)))  ;;= success events=[*userdata=8,*error=success,*type=fd_write,*] | badf | inval | notcapable
  ))
