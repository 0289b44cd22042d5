;; Number 99 was never opened, so it cannot tell of events: EBADF on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_wait.badf", "wasix.epoll_wait.similar", "wasix.errno.badf"]
(module
  (import "wasix_32v1" "epoll_wait" (func $epoll_wait (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $epoll_wait (i32.const 99) (i32.const 512) (i32.const 4) (i64.const 1000000) (i32.const 48)))  ;;= badf
  ))
