;; The host's kernel answers {variant} to the first call that sends, and the guest must be told so by the errno of that name;
;; interrupted before it has sent anything, the call may also be made again. The connection stands: the next fd_write goes
;; through, and arrives.
;;! level = "should"
;;! refs = ["wasi.fd_write.similar", "posix.write.errors", "linux.write.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! inject = "send {variant}"
;;! [variants]
;;! EINTR        = { answer = "intr | success nwritten=5" }
;;! EACCES       = { answer = "access" }
;;! EPERM        = { answer = "perm" }
;;! EDESTADDRREQ = { answer = "destaddrreq" }
;;! EINVAL       = { answer = "inval" }
;;! EIO          = { answer = "io" }
;;! ENOBUFS      = { answer = "nobufs" }
;;! ENOMEM       = { answer = "nomem" }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"    (func $fd_write    (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                     ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_write (local.get $server) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= {answer}
    (drop (call $fd_write (local.get $server) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= success nwritten=5
    ;;< recv 5
    (drop (call $fd_close (local.get $server)))                                              ;;~ success
  ))
