;; The host's kernel answers {variant} to the first getsockopt: keep-alive-enabled must tell it by the code of which network.wit
;; says that it is the equivalent; where none is named, by any. The next call tells the option, which is on.
;;! level = "{level}"
;;! refs = ["wasip2.keep-alive-enabled", "wasip2.error-code.posix", "posix.errno.additional"]
;;! inject = "getsockopt {variant}"
;;! [variants]
;;! EINVAL      = { level = "should", answer = "err(invalid-argument)" }
;;! ENOBUFS     = { level = "should", answer = "err(out-of-memory)" }
;;! EACCES      = { level = "should", answer = "err(access-denied)" }
;;! ENOPROTOOPT = { level = "should", answer = "fails" }
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.set-keep-alive-enabled"
    (func $set-keep-alive-enabled (param i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.keep-alive-enabled"
    (func $keep-alive-enabled (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                           ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-enabled (local.get $socket) (i32.const 1) (i32.const 0))  ;;~ ok
    (call $keep-alive-enabled (local.get $socket) (i32.const 0))                    ;;= {answer}
    (call $keep-alive-enabled (local.get $socket) (i32.const 0))                    ;;= ok value=true
    (i32.const 0)))
