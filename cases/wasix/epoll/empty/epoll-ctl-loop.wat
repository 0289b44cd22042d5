;; An interest list is in another one, to which that one is to be added: each would wait for the other, which is ELOOP
;; on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_ctl.loop", "wasix.epoll_ctl.similar"]
(module
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\01")  ;; an event: in

  (func (export "_start") (local $inner i32) (local $list i32)
    (drop (call $epoll_create (i32.const 8)))                                                    ;;~ success
    (local.set $inner (i32.load (i32.const 8)))
    (drop (call $epoll_create (i32.const 12)))                                                   ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $inner))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $inner) (i32.const 256)))  ;;~ success
    (drop (call $epoll_ctl (local.get $inner) (i32.const 0) (local.get $list) (i32.const 256)))  ;;= loop
  ))
