;; Nothing is in the interest list, and the time to wait is a millisecond: epoll_wait should not wait for longer, and
;; succeed with no event, as on Linux.
;;! level = "should"
;;! refs = ["wasix.epoll_wait.timeout", "wasix.epoll_wait.count", "linux.epoll_wait.over", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $list i32)
    (drop (call $epoll_create (i32.const 12)))                                                                    ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const 1000000) (i32.const 48)))  ;;= success events=[] nevents=0
  ))
