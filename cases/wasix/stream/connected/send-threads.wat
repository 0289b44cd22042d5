;; Two threads send 8 MiB each by the same descriptor, so that they wait; then another one receives at the other end
;; until there is no more. Both calls should return, and as much arrive as they have sent. A third thread then ends the
;; data.
;;! level = "should"
;;! refs = ["posix.send.blocks", "posix.send.count", "wasix.sock_send.similar", "wasix.thread_spawn_v2"]
;;! needs = ["netns", "threads"]
;;! peer = "127.0.0.1:7967"
;;! race = true
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "thread_spawn_v2" (func $thread_spawn (param i32 i32) (result i32)))
  (import "env" "memory" (memory 131 131 shared))
  (export "memory" (memory 0))
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\00\00\81\00" "\00\00\01\00")    ;; the vector to receive: 64 KiB behind that
  (data (i32.const 112) "\d0\00\00\00" "\10\00\00\00")    ;; the vector of the gate: 16 bytes at 208
  (data (i32.const 120) "\00\00\01\00" "\00\00\80\00")    ;; the vector to send: 8 MiB at 64 KiB
  (data (i32.const 1024) "\00\00\02\00")                  ;; what a thread begins with: the end of its stack,
  (data (i32.const 1080) "\00\10\00\00")                  ;; and the size of that

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $received i32) (local $done i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                              ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                                 ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                                ;;~ success
    ;;< connect
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 12) (i32.const 64)))                                  ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                              ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                                ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                                   ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $thread_spawn (i32.const 1024) (i32.const 88)))                                                                   ;;~ success tid=*
    (drop (call $thread_spawn (i32.const 1024) (i32.const 92)))                                                                   ;;~ success tid=*
    (drop (call $thread_spawn (i32.const 1024) (i32.const 96)))                                                                   ;;~ success tid=*
    ;;< once waiting send "go"
    (drop (call $sock_recv (i32.load (i32.const 12)) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ blocks then success data="go" datalen=2
    (loop $drain
      (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))      ;;~ success data=* datalen=*
      (local.set $received (i32.add (local.get $received) (i32.load (i32.const 48))))
      (br_if $drain (i32.load (i32.const 48))))
    (if (i32.ne (local.get $received) (i32.atomic.load (i32.const 244))) (then (unreachable)))
    (loop $again
      (local.set $done (i32.atomic.load (i32.const 240)))
      (if (i32.lt_u (local.get $done) (i32.const 3))
        (then
          (drop (memory.atomic.wait32 (i32.const 240) (local.get $done) (i64.const -1)))
          (br $again))))
  )

  (func (export "wasi_thread_start") (param i32 i32) (local $me i32) (local $sent i32) (local $count i32)
    (local.set $me (i32.atomic.rmw.add (i32.const 236) (i32.const 1)))
    (local.set $count (i32.add (i32.const 248) (i32.shl (local.get $me) (i32.const 2))))
    (if (i32.lt_u (local.get $me) (i32.const 2))
      (then
        (drop (call $sock_send (i32.load (i32.const 8)) (i32.const 120) (i32.const 1) (i32.const 0) (local.get $count)))          ;;= success data=* datalen=*
        (drop (i32.atomic.rmw.add (i32.const 244) (i32.load (local.get $count))))
        (drop (i32.atomic.rmw.add (i32.const 232) (i32.const 1)))
        (drop (memory.atomic.notify (i32.const 232) (i32.const 1))))
      (else
        (loop $until
          (local.set $sent (i32.atomic.load (i32.const 232)))
          (if (i32.lt_u (local.get $sent) (i32.const 2))
            (then
              (drop (memory.atomic.wait32 (i32.const 232) (local.get $sent) (i64.const -1)))
              (br $until))))
        (drop (call $sock_shutdown (i32.load (i32.const 8)) (i32.const 2)))))                                                     ;;~ success
    (drop (i32.atomic.rmw.add (i32.const 240) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 240) (i32.const 1)))
  ))
