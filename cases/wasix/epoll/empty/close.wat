;; An interest list is closed, which succeeds as for any descriptor, and then waited for: its number is not open any
;; more, so epoll_wait should answer badf.
;;! level = "must"
;;! refs = ["wasix.fd_close", "linux.epoll_wait.badf", "wasix.errno.badf", "linux.epoll_create.lists"]
(module
  (import "wasix_32v1" "fd_close"     (func $fd_close     (param i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $list i32)
    (drop (call $epoll_create (i32.const 12)))                                                                    ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (drop (call $fd_close (local.get $list)))                                                                     ;;= success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const 1000000) (i32.const 48)))  ;;~ fails
  ))
