;; It adds to an interest list by 1, which is EPOLL_CTL_ADD of Linux.
;; trace says: hint: EPOLL_CTL_ADD has this number on Linux only; by the witx add is 0 and mod is 1
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl" (func $epoll_ctl (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $epoll_create (i32.const 12)))
    (drop (call $epoll_ctl (i32.load (i32.const 12)) (i32.const 1) (local.get $fd) (i32.const 256)))))
