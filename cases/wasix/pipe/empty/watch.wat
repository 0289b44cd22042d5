;; Nothing was written to a pipe, and somebody may still write: an interest list that has its first end for everything
;; should tell of nothing while it waits.
;;! level = "should"
;;! refs = ["posix.poll.read", "linux.epoll_ctl.in", "linux.epoll.level", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "fd_pipe"      (func $fd_pipe      (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07")  ;; an event: in, out, rdhup

  (func (export "_start") (local $reader i32) (local $writer i32) (local $list i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                                            ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $epoll_create (i32.const 12)))                                                                    ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $reader))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $reader) (i32.const 256)))                  ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const 1000000) (i32.const 48)))  ;;= success nevents=0
  ))
