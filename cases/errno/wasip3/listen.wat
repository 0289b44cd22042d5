;; The host's kernel answers {variant} to the listen. It must be told by the code that the comment of listen names for
;; that, or, where it names none, by the one that types.wit has as the equivalent.
;;! level = "{level}"
;;! refs = ["wasip3.tcp-listen.errnos", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "listen {variant}"
;;! [variants]
;;! EADDRINUSE = { level = "must", answer = "err(address-in-use)" }
;;! EACCES     = { level = "should", answer = "err(access-denied)" }
;;! EOPNOTSUPP = { level = "should", answer = "err(not-supported)" }
;;! ENOBUFS    = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM     = { level = "should", answer = "err(out-of-memory)" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $loopback (i32.const 0)) (i32.const 0))  ;;~ ok
    (call $listen (local.get $socket) (i32.const 0))                               ;;= {answer}
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
