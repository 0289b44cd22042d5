;; The host's kernel answers {variant} to the first call that sends, and the guest must be told so by the errno of that name;
;; interrupted before it has sent anything, the call may also be made again. The connection stands: the next sock_send goes
;; through, and arrives.
;;! level = "should"
;;! refs = ["wasi.sock_send.similar", "posix.send.errors", "linux.send.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! inject = "send {variant}"
;;! [variants]
;;! EINTR        = { answer = "intr | success datalen=5" }
;;! EMSGSIZE     = { answer = "msgsize" }
;;! EDESTADDRREQ = { answer = "destaddrreq" }
;;! EOPNOTSUPP   = { answer = "notsup" }
;;! EACCES       = { answer = "access" }
;;! EPERM        = { answer = "perm" }
;;! EINVAL       = { answer = "inval" }
;;! EISCONN      = { answer = "isconn" }
;;! EIO          = { answer = "io" }
;;! ENOBUFS      = { answer = "nobufs" }
;;! ENOMEM       = { answer = "nomem" }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send"   (func $sock_send   (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= {answer}
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= success datalen=5
    ;;< recv 5
    (drop (call $fd_close (local.get $server)))                                                             ;;~ success
  ))
