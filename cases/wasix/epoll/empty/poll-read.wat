;; An interest list can be read, for poll, once it has an event to tell of, and an empty one has none: of it and
;; standard output, which can always be written to, poll_oneoff should report only standard output.
;;! level = "should"
;;! refs = ["linux.epoll.ready", "wasix.poll_oneoff.event", "wasix.poll_oneoff.similar", "posix.poll.asked"]
(module
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $list i32)
    (drop (call $epoll_create (i32.const 12)))                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 272) (local.get $list))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
