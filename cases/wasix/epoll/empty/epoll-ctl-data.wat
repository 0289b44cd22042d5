;; A socket is added with a pointer, 17, its own descriptor, and the numbers 34 and 0x4400000033: the event of the
;; socket must come with all of them, unchanged.
;;! level = "must"
;;! refs = ["wasix.epoll_event.data", "wasix.epoll_event.fd", "wasix.epoll_ctl.add", "wasix.epoll_wait"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_wait"   (func $epoll_wait   (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 256) "\02")                            ;; an event: out
  (data (i32.const 264) "\11\00\00\00")                   ;; its ptr: 17
  (data (i32.const 272) "\22\00\00\00")                   ;; its data1: 34
  (data (i32.const 280) "\33\00\00\00" "\44\00\00\00")    ;; its data2: 0x4400000033

  (func (export "_start") (local $fd i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                        ;;~ success fd=$socket
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                  ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                               ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $fd) (i32.const 256)))                 ;;= success
    (drop (call $epoll_wait (local.get $list) (i32.const 512) (i32.const 4) (i64.const -1) (i32.const 48)))  ;;= success events=[{events=out,*ptr=17,*fd=$socket,*data1=34,*data2=292057776179}] nevents=1
  ))
