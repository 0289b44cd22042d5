;; No connection waits at a listening socket, and it can be read only once one does: of it and standard output, which
;; can always be written to, poll_oneoff must report only standard output.
;;! level = "must"
;;! refs = ["posix.poll.listening", "posix.poll.write", "wasix.poll_oneoff.event", "wasix.poll_oneoff.similar", "wasix.sock_listen.poll", "wasix.poll_oneoff.write"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")                              ;; inet4, port 0, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                            ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                           ;;~ success
    (i32.store (i32.const 272) (local.get $listener))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
