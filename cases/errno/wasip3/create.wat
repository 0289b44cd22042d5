;; The host's kernel answers {variant} when the socket is made. It must be told by the code that the comment of create
;; names for that, or, where it names none, by the one that types.wit has as the equivalent. Of a limit types.wit says
;; nothing, so any code will do.
;;! level = "{level}"
;;! refs = ["wasip3.tcp-create.errnos", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "socket {variant}"
;;! [variants]
;;! EAFNOSUPPORT = { level = "must", answer = "err(not-supported)" }
;;! EACCES       = { level = "should", answer = "err(access-denied)" }
;;! ENOBUFS      = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM       = { level = "should", answer = "err(out-of-memory)" }
;;! EMFILE       = { level = "should", answer = "fails" }
;;! ENFILE       = { level = "should", answer = "fails" }
;;! EPROTONOSUPPORT = { level = "should", answer = "err(not-supported)" }
;;! EPERM = { level = "should", answer = "err(access-denied)" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $create (i32.const 0) (i32.const 0))  ;;= {answer}
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
