;; The host's kernel answers {variant} to the first call that makes a socket: create-udp-socket must tell it by the code
;; that its comment names for that, or by the one of which network.wit says that it is the equivalent; where none is
;; named, by any. The next socket is made.
;;! level = "{level}"
;;! refs = ["wasip2.create-udp-socket.not-supported", "wasip2.create-udp-socket.errnos", "wasip2.error-code.posix", "posix.errno.additional"]
;;! inject = "socket {variant}"
;;! [variants]
;;! EMFILE          = { level = "must", answer = "err(new-socket-limit)" }
;;! ENFILE          = { level = "must", answer = "err(new-socket-limit)" }
;;! EAFNOSUPPORT    = { level = "must", answer = "err(not-supported)" }
;;! EACCES          = { level = "should", answer = "err(access-denied)" }
;;! ENOBUFS         = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM          = { level = "should", answer = "err(out-of-memory)" }
;;! EINVAL          = { level = "should", answer = "err(invalid-argument)" }
;;! EPROTONOSUPPORT = { level = "should", answer = "fails" }
;;! EPROTOTYPE      = { level = "should", answer = "fails" }
;;! ESOCKTNOSUPPORT = { level = "should", answer = "fails" }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;= {answer}
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;= ok
    (i32.const 0)))
