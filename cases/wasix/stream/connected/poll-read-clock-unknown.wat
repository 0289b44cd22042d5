;; Beside a connected socket and standard output, which can always be written to, the clock {variant} is waited for,
;; which counts no time that passes while a call waits, or is none. No document says whether that is refused: the
;; answer is recorded.
;;! level = "may"
;;! refs = ["wasi.subscription.clock", "wasi.event.error", "wasix.poll_oneoff.inval"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! process = { id = '\02' }
;;! thread  = { id = '\03' }
;;! fourth  = { id = '\04' }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"  (func $poll_oneoff  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                              ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08")                                                        ;; another: userdata 8, clock
  (data (i32.const 320) "\02" (;id;))                                                 ;; its clock: {variant}
  (data (i32.const 328) "\00\a0\b8\30\46\03")                                         ;; its time: 1 h
  (data (i32.const 352) "\09\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 9, fd_write, standard output

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 3) (i32.const 48)))  ;;= inval | notsup | success
  ))
