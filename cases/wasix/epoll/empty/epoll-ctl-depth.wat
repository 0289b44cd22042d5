;; Each interest list is added to the next one. Linux has no more than five in one another, so before the sixteenth
;; that should fail with ELOOP, and not at the first.
;;! level = "should"
;;! refs = ["linux.epoll_ctl.depth", "linux.epoll.nested", "wasix.epoll_ctl.similar"]
(module
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\01")  ;; an event: in

  (func (export "_start") (local $inner i32) (local $list i32) (local $left i32) (local $errno i32)
    (drop (call $epoll_create (i32.const 8)))                                                                  ;;~ success
    (local.set $inner (i32.load (i32.const 8)))
    (drop (call $epoll_create (i32.const 12)))                                                                 ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $inner))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $inner) (i32.const 256)))                ;;~ success
    (local.set $left (i32.const 16))
    (loop $more
      (local.set $inner (local.get $list))
      (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success fd=*
      (local.set $list (i32.load (i32.const 12)))
      (i32.store (i32.const 268) (local.get $inner))
      (local.set $errno (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $inner) (i32.const 256)))  ;;= success | loop
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (i32.and (i32.eqz (local.get $errno)) (i32.gt_u (local.get $left) (i32.const 0)))))
    (if (i32.eqz (local.get $errno)) (then (unreachable)))
  ))
