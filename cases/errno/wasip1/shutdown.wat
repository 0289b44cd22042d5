;; The host's kernel answers {variant} to the first shutdown, and the guest must be told so by the errno of that name. The next
;; one goes through; where the connection was said to be gone, a runtime may take the kernel at its word.
;;! level = "should"
;;! refs = ["wasi.sock_shutdown.similar", "posix.shutdown.errors", "linux.shutdown.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! inject = "shutdown {variant}"
;;! [variants]
;;! ENOTCONN = { answer = "notconn", again = "success | notconn" }
;;! EINVAL   = { answer = "inval", again = "success" }
;;! ENOBUFS  = { answer = "nobufs", again = "success" }
(module
  (import "wasi_snapshot_preview1" "sock_accept"   (func $sock_accept   (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $sock_shutdown (local.get $server) (i32.const 2)))        ;;= {answer}
    (drop (call $sock_shutdown (local.get $server) (i32.const 2)))        ;;= {again}
  ))
