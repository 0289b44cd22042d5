;; The host's kernel answers {variant} when the socket is made. It must be told by the code that types.wit has as the
;; equivalent. Of a limit types.wit says nothing, so any code will do.
;;! level = "should"
;;! refs = ["wasip3.udp-create", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "socket {variant}"
;;! [variants]
;;! EAFNOSUPPORT = { answer = "err(not-supported) | err(invalid-argument)" }
;;! EPROTONOSUPPORT = { answer = "err(not-supported)" }
;;! EACCES = { answer = "err(access-denied)" }
;;! EPERM = { answer = "err(access-denied)" }
;;! ENOBUFS = { answer = "err(out-of-memory)" }
;;! ENOMEM = { answer = "err(out-of-memory)" }
;;! EMFILE = { answer = "fails" }
;;! ENFILE = { answer = "fails" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $create (i32.const 0) (i32.const 0))  ;;= {answer}
    (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
