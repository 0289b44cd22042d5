;; Five bytes wait, and poll_oneoff reports that the connection can be read: the event must give the number of bytes
;; that are available for that, which is 5.
;;! level = "must"
;;! refs = ["wasi.event.nbytes", "wasix.poll_oneoff.read"]
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
    ;;< send "hello"
    (i32.store (i32.const 272) (local.get $server))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success events=[{userdata=7,*error=success,*type=fd_read,*nbytes=5,*}] nevents=1
  ))
