;; The number of an event was 5 and was read, so that it is 0: of the event and standard output poll_oneoff should report
;; only standard output.
;;! level = "should"
;;! refs = ["linux.eventfd.poll", "linux.eventfd.read", "wasix.fd_event.eventfd", "posix.poll.asked", "wasix.poll_oneoff.event", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "fd_event"    (func $fd_event    (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"     (func $fd_read     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")                                ;; the vector to read: 8 bytes at 192
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 5) (i32.const 0) (i32.const 0)))                        ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))      ;;~ success data="\05\00\00\00\00\00\00\00" nread=8
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
