;; Receiving was shut down, so a read would not wait, and there is room to send: an interest list that has this end for
;; everything should tell of both.
;;! level = "should"
;;! refs = ["posix.poll.read", "posix.poll.write", "linux.recv.shutdown", "linux.poll.shut-read", "posix.shutdown.parts", "linux.epoll_ctl.in", "linux.epoll_ctl.out", "linux.epoll.combined", "linux.epoll.level", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "sock_pair"     (func $sock_pair     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create"  (func $epoll_create  (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"     (func $epoll_ctl     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"    (func $epoll_wait    (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07")  ;; an event: in, out, rdhup

  (func (export "_start") (local $fd i32) (local $peer i32) (local $list i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))           ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_shutdown (local.get $fd) (i32.const 1)))                                               ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $fd) (i32.const 256)))                 ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=in+out*,*}] nevents=1
  ))
