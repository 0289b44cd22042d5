;; A directory cannot be waited for, so it cannot be added to an interest list: EPERM on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_ctl.perm", "wasix.errno.perm", "wasix.epoll_ctl.similar"]
(module
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create"   (func $epoll_create   (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"      (func $epoll_ctl      (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\01")  ;; an event: in

  (func (export "_start") (local $list i32)
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                              ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                              ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (i32.const 3))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (i32.const 3) (i32.const 256)))  ;;= perm
  ))
