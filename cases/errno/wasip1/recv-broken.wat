;; The host's kernel answers {variant} to the first call that receives, as where the connection has ended, and the guest must be
;; told so by the errno of that name, whatever waits. The descriptor is the guest's until it closes it.
;;! level = "should"
;;! refs = ["wasi.sock_recv.similar", "posix.recv.errors", "linux.recv.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! inject = "recv {variant}"
;;! [variants]
;;! ECONNRESET   = { answer = "connreset" }
;;! ENOTCONN     = { answer = "notconn" }
;;! ETIMEDOUT    = { answer = "timedout" }
;;! ECONNREFUSED = { answer = "connrefused" }
;;! EHOSTUNREACH = { answer = "hostunreach" }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\05\00\00\00")  ;; the vector to receive: 5 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< send "hello"
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= {answer}
    (drop (call $fd_close (local.get $server)))                                                                             ;;= success
  ))
