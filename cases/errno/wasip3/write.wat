;; The host's kernel answers {variant} when bytes are sent. The future of send must tell it by the code that the comment
;; of send names for that, or, where it names none, by the one that types.wit has as the equivalent.
;;! level = "{level}"
;;! refs = ["wasip3.tcp-send.errnos", "wasip3.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "send {variant}"
;;! [variants]
;;! EPIPE        = { level = "must", answer = "err(connection-broken)" }
;;! ECONNRESET   = { level = "must", answer = "err(connection-reset)" }
;;! EHOSTUNREACH = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETUNREACH  = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETDOWN     = { level = "must", answer = "err(remote-unreachable)" }
;;! ETIMEDOUT    = { level = "should", answer = "err(timeout)" }
;;! ECONNABORTED = { level = "should", answer = "err(connection-aborted)" }
;;! ENOBUFS      = { level = "should", answer = "err(out-of-memory)" }
;;! EACCES       = { level = "should", answer = "err(access-denied)" }
;;! EHOSTDOWN = { level = "must", answer = "err(remote-unreachable)" }
;;! ENOMEM = { level = "should", answer = "err(out-of-memory)" }
;;! EPERM = { level = "should", answer = "err(access-denied)" }
;;! ENONET = { level = "must", answer = "err(remote-unreachable)" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[stream-new-0][method]tcp-socket.send" (func $stream-new (result i64)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.send" (func $send (param i32 i32) (result i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][stream-write-0][method]tcp-socket.send" (func $write (param i32 i32 i32) (result i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][future-read-1][method]tcp-socket.send" (func $sent (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-new]" (func $waitable-set-new (result i32)))
  (import "$root" "[waitable-join]" (func $waitable-join (param i32 i32)))
  (import "$root" "[waitable-set-wait]" (func $waitable-set-wait (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-drop]" (func $waitable-set-drop (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "hi")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $listener i32) (local $incoming i32) (local $port i32) (local $client i32) (local $out i32) (local $sent i32)
    (call $create (i32.const 0) (i32.const 0))                                                   ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (call $bind (local.get $listener) (call $loopback (i32.const 0)) (i32.const 0))              ;;~ ok
    (call $listen (local.get $listener) (i32.const 0))                                           ;;~ ok
    (local.set $incoming (i32.load (i32.const 4)))
    (call $local-address (local.get $listener) (i32.const 0))                                    ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 0) (i32.const 0))                                                   ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $connect (local.get $client) (call $loopback (local.get $port)) (i32.const 0))         ;;~ ok
    (i64.store (i32.const 32) (call $stream-new))                                                ;;~ returns
    (local.set $out (i32.load (i32.const 36)))
    (local.set $sent (call $send (local.get $client) (i32.load (i32.const 32))))                 ;;~ returns
    (call $await (local.get $out) (call $write (local.get $out) (i32.const 128) (i32.const 2)))  ;;= dropped | completed
    (call $await (local.get $sent) (call $sent (local.get $sent) (i32.const 0)))                 ;;= {answer}
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Waits until an end of a stream or a future has done what it was asked, unless it had at once.
  (func $await (param $end i32) (param $copied i32) (local $set i32)
    (if (i32.ne (local.get $copied) (i32.const -1)) (then (return)))
    (local.set $set (call $waitable-set-new))
    (call $waitable-join (local.get $end) (local.get $set))
    (drop (call $waitable-set-wait (local.get $set) (i32.const 1024)))
    (call $waitable-join (local.get $end) (i32.const 0))
    (call $waitable-set-drop (local.get $set)))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
