;; A directory is no interest list, so it cannot tell of events: EINVAL on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_wait.inval", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"     (func $epoll_wait     (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                                                ;;~ success
    (drop (call $epoll_wait (i32.const 3) (i32.const 512) (i32.const 4) (i64.const 1000000) (i32.const 48)))  ;;= inval
  ))
