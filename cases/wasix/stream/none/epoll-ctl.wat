;; Number 99 was never opened, so nothing can be added to it: EBADF on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_ctl.badf", "wasix.epoll_ctl.similar", "wasix.errno.badf"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl" (func $epoll_ctl (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\02")  ;; an event: out

  (func (export "_start") (local $other i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))         ;;~ success
    (local.set $other (i32.load (i32.const 4)))
    (i32.store (i32.const 268) (local.get $other))
    (drop (call $epoll_ctl (i32.const 99) (i32.const 0) (local.get $other) (i32.const 256)))  ;;= badf
  ))
