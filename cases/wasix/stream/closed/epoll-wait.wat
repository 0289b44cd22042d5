;; The descriptor was closed, so it cannot tell of events: EBADF on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_wait.badf", "wasix.epoll_wait.similar", "wasix.errno.badf"]
(module
  (import "wasix_32v1" "sock_open"  (func $sock_open  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"   (func $fd_close   (param i32) (result i32)))
  (import "wasix_32v1" "epoll_wait" (func $epoll_wait (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                            ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                                                     ;;~ success
    (drop (call $epoll_wait (local.get $fd) (i32.const 512) (i32.const 4) (i64.const 1000000) (i32.const 48)))  ;;= badf
  ))
