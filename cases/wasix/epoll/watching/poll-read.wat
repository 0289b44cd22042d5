;; A socket in the list can be written to, so the list has an event to tell of and can be read, for poll: of it and
;; standard output poll_oneoff should report both.
;;! level = "should"
;;! refs = ["linux.epoll.ready", "wasix.poll_oneoff.event", "posix.poll.count", "wasix.poll_oneoff.similar"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (import "wasix_32v1" "epoll_ctl"    (func $epoll_ctl    (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")                              ;; inet4, port 0, 127.0.0.1
  (data (i32.const 256) "\02")                                                        ;; an event: out
  (data (i32.const 304) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 352) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $fd i32) (local $list i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                   ;;~ success
    (drop (call $epoll_create (i32.const 12)))                                                ;;~ success
    (local.set $list (i32.load (i32.const 12)))
    (i32.store (i32.const 268) (local.get $fd))
    (drop (call $epoll_ctl (local.get $list) (i32.const 0) (local.get $fd) (i32.const 256)))  ;;~ success
    (i32.store (i32.const 320) (local.get $list))
    (drop (call $poll_oneoff (i32.const 304) (i32.const 512) (i32.const 2) (i32.const 48)))   ;;= success events=[*userdata=7,*type=fd_read,*userdata=8,*error=success,*type=fd_write,*] nevents=2
  ))
