;; Ten bytes wait. The host's kernel answers {variant} to the first call that receives, and the guest must be told so by the
;; errno of that name; interrupted before it has received anything, the call may also be made again. Nothing is lost: the next
;; sock_recv has the bytes.
;;! level = "should"
;;! refs = ["wasi.sock_recv.similar", "posix.recv.errors", "linux.recv.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! inject = "recv {variant}"
;;! [variants]
;;! EINTR      = { answer = "intr | success data=\"hello\" datalen=5" }
;;! EINVAL     = { answer = "inval" }
;;! EOPNOTSUPP = { answer = "notsup" }
;;! EIO        = { answer = "io" }
;;! ENOBUFS    = { answer = "nobufs" }
;;! ENOMEM     = { answer = "nomem" }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\05\00\00\00")  ;; the vector to receive: 5 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< send "hellohello"
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= {answer}
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="hello" datalen=5
  ))
