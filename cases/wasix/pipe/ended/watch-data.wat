;; Five bytes wait, and nobody has the end that is written any more: an interest list should tell of both, that the
;; other end can be read and of the hangup, as one event.
;;! level = "should"
;;! refs = ["linux.pipe.poll-hup", "posix.poll.read", "linux.epoll_ctl.in", "linux.epoll_ctl.always", "linux.epoll.combined", "linux.epoll.level", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "fd_pipe"      (func $fd_pipe      (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"     (func $fd_write     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"     (func $fd_close     (param i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 256) "\07")                         ;; an event: in, out, rdhup

  (func (export "_start") (local $reader i32) (local $writer i32) (local $list i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))                  ;;~ success nwritten=5
    (drop (call $fd_close (local.get $writer)))                                                              ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $reader))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $reader) (i32.const 256)))             ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=in*hup*,*}] nevents=1
  ))
