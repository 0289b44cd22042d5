;; An interest list is created, and another one: both must have descriptors of their own, and nothing is in the first
;; when a socket that can be written to is added to the second.
;;! level = "must"
;;! refs = ["wasix.epoll_create", "wasix.epoll_wait.timeout", "linux.epoll_create.lists", "linux.epoll_wait.over", "wasix.epoll_wait.similar"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 256) "\02")                            ;; an event: out

  (func (export "_start") (local $list i32) (local $other i32) (local $fd i32)
    (drop (call $epoll_create (i32.const 12)))                                                                      ;;= success
    (local.set $list (i32.load (i32.const 12)))
    (drop (call $epoll_create (i32.const 8)))                                                                       ;;= success
    (local.set $other (i32.load (i32.const 8)))
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                               ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                         ;;~ success
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (local.get $other) (i32.const 0) (local.get $fd) (i32.const 256)))                       ;;~ success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const 100000000) (i32.const 48)))  ;;= success nevents=0 | timedout
    (drop (call $epoll_wait (local.get $other) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))        ;;~ success events=[{events=out,*}] nevents=1
  ))
