;; The host's kernel answers {variant} to the first setsockopt: set-unicast-hop-limit must tell it by the code of which
;; network.wit says that it is the equivalent; where none is named, by any. The option is as it was: the next call sets
;; it, and it is told.
;;! level = "{level}"
;;! refs = ["wasip2.udp.hop-limit", "wasip2.error-code.posix", "posix.errno.additional"]
;;! inject = "setsockopt {variant}"
;;! [variants]
;;! EINVAL      = { level = "should", answer = "err(invalid-argument)" }
;;! ENOBUFS     = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM      = { level = "should", answer = "err(out-of-memory)" }
;;! EACCES      = { level = "should", answer = "err(access-denied)" }
;;! EPERM       = { level = "should", answer = "err(access-denied)" }
;;! EDOM        = { level = "should", answer = "fails" }
;;! ENOPROTOOPT = { level = "should", answer = "fails" }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.set-unicast-hop-limit" (func $set-unicast-hop-limit (param i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.unicast-hop-limit" (func $unicast-hop-limit (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))                           ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-unicast-hop-limit (local.get $socket) (i32.const 42) (i32.const 0))  ;;= {answer}
    (call $set-unicast-hop-limit (local.get $socket) (i32.const 42) (i32.const 0))  ;;= ok
    (call $unicast-hop-limit (local.get $socket) (i32.const 0))                     ;;= ok value=42
    (i32.const 0)))
