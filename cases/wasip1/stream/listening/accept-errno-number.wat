;; The listening socket was made non-blocking and nobody connects. A program that compares again with its own number in witx, 6, finds it,
;; and closes the socket only then: EAGAIN is 11 on Linux, which is canceled here.
;;! level = "should"
;;! refs = ["wasi.errno.place", "posix.accept.nonblock", "wasi.sock_accept.similar", "wasi.fdflags.nonblock"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_accept"         (func $sock_accept         (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 4)))                            ;;~ success
    (if (i32.eq (i32.const 6) (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;= again
      (then
        (drop (call $fd_close (i32.const 3)))                                                 ;;= success
      ))
  ))
