;; The host's kernel answers {variant} when a datagram is sent. It must be told by the code that the comment of send
;; names for that, or, where it names none, by the one that types.wit has as the equivalent.
;;! level = "{level}"
;;! refs = ["wasip3.udp-send.errnos", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "send {variant}"
;;! [variants]
;;! EMSGSIZE     = { level = "must", answer = "err(datagram-too-large)" }
;;! ECONNREFUSED = { level = "must", answer = "err(connection-refused)" }
;;! EHOSTUNREACH = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETUNREACH  = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETDOWN     = { level = "must", answer = "err(remote-unreachable)" }
;;! EACCES       = { level = "should", answer = "err(access-denied)" }
;;! ENOBUFS      = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM       = { level = "should", answer = "err(out-of-memory)" }
;;! EHOSTDOWN = { level = "must", answer = "err(remote-unreachable)" }
;;! EAFNOSUPPORT = { level = "must", answer = "err(invalid-argument)" }
;;! EDESTADDRREQ = { level = "must", answer = "err(invalid-argument)" }
;;! EPERM = { level = "should", answer = "err(access-denied)" }
;;! EOPNOTSUPP = { level = "should", answer = "err(not-supported)" }
;;! ENONET = { level = "must", answer = "err(remote-unreachable)" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.send" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "hi")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $peer i32) (local $port i32) (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                                                          ;;~ ok
    (local.set $peer (i32.load (i32.const 4)))
    (call $bind (local.get $peer) (call $loopback (i32.const 0)) (i32.const 0))                                         ;;~ ok
    (call $local-address (local.get $peer) (i32.const 0))                                                               ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 0) (i32.const 0))                                                                          ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $loopback (i32.const 0)) (i32.const 0))                                       ;;~ ok
    (call $send (local.get $socket) (i32.const 128) (i32.const 2) (call $to-loopback (local.get $port)) (i32.const 0))  ;;= {answer}
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; 127.0.0.1 with this port, where there may be an address or none.
  (func $to-loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
