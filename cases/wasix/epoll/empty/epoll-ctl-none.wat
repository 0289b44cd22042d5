;; Number 99 was never opened, so there is nothing to {variant}: EBADF on Linux.
;;! level = "should"
;;! refs = ["linux.epoll_ctl.badf", "wasix.errno.badf", "wasix.epoll_ctl.similar"]
;;! [variants]
;;! add    = { number = "0" }
;;! change = { number = "1" }
;;! delete = { number = "2" }
(module
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\02")  ;; an event: out

  (func (export "_start") (local $list i32)
    (drop (call $epoll_create (i32.const 12)))                                                          ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0 (;number;)) (i32.const 99) (i32.const 256)))  ;;= badf
  ))
