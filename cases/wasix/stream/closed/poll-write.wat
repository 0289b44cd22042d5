;; The descriptor was closed: badf, and the call should not wait. An event has an errno for its subscription and the
;; call has one too, and either may be the one that says it.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.poll_oneoff.event", "wasix.fd_close", "wasi.event.error", "posix.poll.nval", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")  ;; a subscription: userdata 7, fd_write

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                                  ;;~ success
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success events=[{userdata=7,*error=badf,*type=fd_write,*}] nevents=1 | badf
  ))
