;; A pipe was full, and then its data were read: an interest list should tell that it can be written to again.
;;! level = "should"
;;! refs = ["posix.poll.write", "linux.epoll_ctl.out", "linux.epoll.level", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "fd_pipe"             (func $fd_pipe             (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"            (func $fd_write            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create"        (func $epoll_create        (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"           (func $epoll_ctl           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"          (func $epoll_wait          (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 3)
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")   ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 104) "\00\00\02\00" "\00\00\01\00")  ;; the vector to receive: 64 KiB at 128 KiB
  (data (i32.const 256) "\07")                          ;; an event: in, out, rdhup

  (func (export "_start") (local $reader i32) (local $writer i32) (local $left i32) (local $errno i32) (local $list i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                                            ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $writer) (i32.const 4)))                                          ;;~ success
    (local.set $left (i32.const 256))
    (loop $more
      (local.set $errno (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))         ;;~ success data=* nwritten=* | again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (i32.and (i32.eqz (local.get $errno)) (i32.gt_u (local.get $left) (i32.const 0)))))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))                       ;;~ again
    (drop (call $fd_fdstat_set_flags (local.get $reader) (i32.const 4)))                                          ;;~ success
    (loop $drain
      (br_if $drain (i32.eqz (call $fd_read (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 48)))))  ;;~ success data=* nread=* | again
    (drop (call $epoll_create (i32.const 12)))                                                                    ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $writer))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $writer) (i32.const 256)))                  ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))       ;;= success events=[{events=out,*}] nevents=1
  ))
