;; The host's kernel answers {variant} to the connect. It must be told by the code that the comment of connect names for
;; that, or, where it names none, by the one that types.wit has as the equivalent. The socket is closed by that.
;;! level = "{level}"
;;! refs = ["wasip3.tcp-connect.errnos", "wasip3.tcp-connect.failed", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "connect {variant}"
;;! [variants]
;;! ECONNREFUSED  = { level = "must", answer = "err(connection-refused)" }
;;! ECONNRESET    = { level = "must", answer = "err(connection-reset)" }
;;! ECONNABORTED  = { level = "must", answer = "err(connection-aborted)" }
;;! ETIMEDOUT     = { level = "must", answer = "err(timeout)" }
;;! EHOSTUNREACH  = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETUNREACH   = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETDOWN      = { level = "must", answer = "err(remote-unreachable)" }
;;! EADDRINUSE    = { level = "must", answer = "err(address-in-use)" }
;;! EADDRNOTAVAIL = { level = "must", answer = "err(address-in-use)" }
;;! EACCES        = { level = "should", answer = "err(access-denied)" }
;;! ENOBUFS       = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM        = { level = "should", answer = "err(out-of-memory)" }
;;! EHOSTDOWN = { level = "must", answer = "err(remote-unreachable)" }
;;! EAFNOSUPPORT = { level = "must", answer = "err(invalid-argument)" }
;;! EPERM = { level = "should", answer = "err(access-denied)" }
;;! EOPNOTSUPP = { level = "should", answer = "err(not-supported) | err(invalid-state)" }
;;! ENONET = { level = "must", answer = "err(remote-unreachable)" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $client i32)
    (call $create (i32.const 0) (i32.const 0))                                           ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $connect (local.get $client) (call $loopback (i32.const 7967)) (i32.const 0))  ;;= {answer}
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
