;; The host's kernel answers {variant} when the hop limit is set. It must be told by the code that types.wit has as the
;; equivalent.
;;! level = "should"
;;! refs = ["wasip3.tcp-hop-limit", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "setsockopt {variant}"
;;! [variants]
;;! ENOPROTOOPT = { answer = "err(not-supported)" }
;;! EOPNOTSUPP = { answer = "err(not-supported)" }
;;! EPERM = { answer = "err(access-denied)" }
;;! ENOMEM = { answer = "err(out-of-memory)" }
;;! ENOBUFS = { answer = "err(out-of-memory)" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create"        (func $create        (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-hop-limit" (func $set-hop-limit (param i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                              ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-hop-limit (local.get $socket) (i32.const 42) (i32.const 0))  ;;= {answer}
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
