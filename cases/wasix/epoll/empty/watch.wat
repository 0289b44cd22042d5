;; An empty interest list is added to another one. It has no event to tell of, so it cannot be read, and the other one
;; tells of nothing until the time is over.
;;! level = "should"
;;! refs = ["linux.epoll.ready", "linux.epoll.nested", "linux.epoll_wait.over", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\01")  ;; an event: in

  (func (export "_start") (local $inner i32) (local $list i32)
    (drop (call $epoll_create (i32.const 8)))                                                                       ;;~ success
    (local.set $inner (i32.load (i32.const 8)))
    (drop (call $epoll_create (i32.const 12)))                                                                      ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $inner))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $inner) (i32.const 256)))                     ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const 100000000) (i32.const 48)))  ;;= success nevents=0
  ))
