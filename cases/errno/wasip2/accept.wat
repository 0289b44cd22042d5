;; Two connections wait. The host's kernel answers {variant} to the first accept: it must tell it by the code that its comment
;; names for that, or by the one of which network.wit says that it is the equivalent; where none is named, the answer is
;; recorded. The socket goes on listening: the next accept succeeds.
;;! level = "{level}"
;;! refs = ["wasip2.accept.errnos", "wasip2.accept.listening", "wasip2.error-code.posix"]
;;! inject = "accept {variant}"
;;! [variants]
;;! ECONNABORTED    = { level = "must", answer = "err(connection-aborted)" }
;;! EMFILE          = { level = "must", answer = "err(new-socket-limit)" }
;;! ENFILE          = { level = "must", answer = "err(new-socket-limit)" }
;;! EINVAL          = { level = "should", answer = "err(invalid-argument) | err(invalid-state)" }
;;! ENOBUFS         = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM          = { level = "should", answer = "err(out-of-memory)" }
;;! EPERM           = { level = "should", answer = "err(access-denied)" }
;;! EINTR           = { level = "may", answer = "*" }
;;! EPROTO          = { level = "may", answer = "*" }
;;! EOPNOTSUPP      = { level = "may", answer = "*" }
;;! ENETDOWN        = { level = "may", answer = "*" }
;;! ENETUNREACH     = { level = "may", answer = "*" }
;;! EHOSTUNREACH    = { level = "may", answer = "*" }
;;! EHOSTDOWN       = { level = "may", answer = "*" }
;;! ENOPROTOOPT     = { level = "may", answer = "*" }
;;! EPROTONOSUPPORT = { level = "may", answer = "*" }
;;! ETIMEDOUT       = { level = "may", answer = "*" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-listen" (func $finish-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.local-address" (func $local-address (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.accept" (func $accept (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $listener i32) (local $listening i32) (local $port i32) (local $client i32)
    (local $connecting i32)
    (local.set $network (call $instance-network))                                                                    ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (local.set $listening (call $subscribe (local.get $listener)))                                                   ;;~ returns
    (call $start-bind (local.get $listener) (local.get $network) (call $loopback (i32.const 0)) (i32.const 0))       ;;~ ok
    (call $block (local.get $listening))                                                                             ;;~ returns
    (call $finish-bind (local.get $listener) (i32.const 0))                                                          ;;~ ok
    (call $start-listen (local.get $listener) (i32.const 0))                                                         ;;~ ok
    (call $block (local.get $listening))                                                                             ;;~ returns
    (call $finish-listen (local.get $listener) (i32.const 0))                                                        ;;~ ok
    (call $local-address (local.get $listener) (i32.const 0))                                                        ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                    ;;~ returns
    (call $start-connect (local.get $client) (local.get $network) (call $loopback (local.get $port)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                            ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                         ;;~ ok
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                            ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                    ;;~ returns
    (call $start-connect (local.get $client) (local.get $network) (call $loopback (local.get $port)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                            ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                         ;;~ ok
    (call $block (local.get $listening))                                                                             ;;= returns
    (call $accept (local.get $listener) (i32.const 0))                                                               ;;= {answer}
    (call $block (local.get $listening))                                                                             ;;= returns
    (call $accept (local.get $listener) (i32.const 0))                                                               ;;= ok
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
