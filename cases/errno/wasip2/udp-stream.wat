;; The host's kernel answers {variant} to the first connect: stream must tell it by the code that its comment names for
;; that, or by the one of which network.wit says that it is the equivalent. The socket has no peer, and the next call
;; gives it one; a runtime that connects again by itself has given it at once.
;;! level = "{level}"
;;! refs = ["wasip2.udp.stream.errnos", "wasip2.create-udp-socket.errnos", "wasip2.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "connect {variant}"
;;! [variants]
;;! ECONNRESET    = { level = "must", answer = "err(remote-unreachable)" }
;;! EHOSTUNREACH  = { level = "must", answer = "err(remote-unreachable)" }
;;! EHOSTDOWN     = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETUNREACH   = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETDOWN      = { level = "must", answer = "err(remote-unreachable)" }
;;! ENONET        = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETRESET     = { level = "must", answer = "err(remote-unreachable)" }
;;! ECONNREFUSED  = { level = "must", answer = "err(connection-refused)" }
;;! EADDRINUSE    = { level = "must", answer = "err(address-in-use)" }
;;! EADDRNOTAVAIL = { level = "must", answer = "err(address-in-use) | err(invalid-argument)" }
;;! EAFNOSUPPORT  = { level = "must", answer = "err(invalid-argument) | err(not-supported)" }
;;! EDESTADDRREQ  = { level = "must", answer = "err(invalid-argument)" }
;;! EACCES        = { level = "should", answer = "err(access-denied)" }
;;! EPERM         = { level = "should", answer = "err(access-denied)" }
;;! EALREADY      = { level = "should", answer = "err(concurrency-conflict)" }
;;! ENOBUFS       = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM        = { level = "should", answer = "err(out-of-memory)" }
;;! EOPNOTSUPP    = { level = "should", answer = "err(not-supported)" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.remote-address" (func $remote-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                  ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                        ;;~ ok
    (call $stream (local.get $socket) (call $to-loopback (i32.const 8224)) (i32.const 0))                        ;;= {answer}
    (call $stream (local.get $socket) (call $to-loopback (i32.const 8224)) (i32.const 0))                        ;;= ok
    (call $remote-address (local.get $socket) (i32.const 0))                                                     ;;= ok value=127.0.0.1:8224
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an option of an ip-socket-address.
  (func $to-loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
