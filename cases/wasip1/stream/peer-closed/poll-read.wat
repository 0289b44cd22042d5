;; The peer has closed its end, which is what the flag hangup of an event says by its definition: the event must have
;; it.
;;! level = "must"
;;! refs = ["wasi.event.hangup"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")  ;; a subscription: userdata 7, fd_read

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                     ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< close
    (i32.store (i32.const 272) (local.get $server))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success events=[{userdata=7,*type=fd_read,*flags=fd_readwrite_hangup}] nevents=1
  ))
