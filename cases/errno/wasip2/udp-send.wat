;; The host's kernel answers {variant} to the first call that sends: send must tell it by the code that its comment
;; names for that, or by the one of which network.wit says that it is the equivalent; where none is named, by any.
;; Nothing was sent, and the next datagram arrives.
;;! level = "{level}"
;;! refs = ["wasip2.outgoing-datagram-stream.unreachable", "wasip2.outgoing-datagram-stream.refused", "wasip2.outgoing-datagram-stream.too-large", "wasip2.outgoing-datagram-stream.family", "wasip2.outgoing-datagram-stream.no-address", "wasip2.outgoing-datagram-stream.other-peer", "wasip2.error-code.posix", "posix.send.errors", "posix.errno.additional", "wasip2.outgoing-datagram-stream.unspecified", "wasip2.outgoing-datagram-stream.port-0"]
;;! needs = ["netns"]
;;! inject = "send {variant}"
;;! [variants]
;;! ECONNRESET    = { level = "must", answer = "err(remote-unreachable)" }
;;! EHOSTUNREACH  = { level = "must", answer = "err(remote-unreachable)" }
;;! EHOSTDOWN     = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETUNREACH   = { level = "must", answer = "err(remote-unreachable)" }
;;! ENETDOWN      = { level = "must", answer = "err(remote-unreachable)" }
;;! ENONET        = { level = "must", answer = "err(remote-unreachable)" }
;;! ECONNREFUSED  = { level = "must", answer = "err(connection-refused)" }
;;! EMSGSIZE      = { level = "must", answer = "err(datagram-too-large)" }
;;! EAFNOSUPPORT  = { level = "must", answer = "err(invalid-argument)" }
;;! EDESTADDRREQ  = { level = "must", answer = "err(invalid-argument)" }
;;! EADDRNOTAVAIL = { level = "must", answer = "err(invalid-argument)" }
;;! EISCONN       = { level = "must", answer = "err(invalid-argument)" }
;;! EACCES        = { level = "should", answer = "err(access-denied)" }
;;! EPERM         = { level = "should", answer = "err(access-denied)" }
;;! EINVAL        = { level = "should", answer = "err(invalid-argument)" }
;;! EALREADY      = { level = "should", answer = "err(concurrency-conflict)" }
;;! ENOBUFS       = { level = "should", answer = "err(out-of-memory)" }
;;! ENOMEM        = { level = "should", answer = "err(out-of-memory)" }
;;! EOPNOTSUPP    = { level = "should", answer = "err(not-supported)" }
;;! EIO           = { level = "should", answer = "fails" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.subscribe" (func $subscribe-outgoing (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.check-send" (func $check-send (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.send" (func $send (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]incoming-datagram-stream.subscribe" (func $subscribe-incoming (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]incoming-datagram-stream.receive" (func $receive (param i32 i64 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 96) "\40\01\00\00" "\02\00\00\00")                           ;; a datagram: 2 bytes at 320,
  (data (i32.const 104) "\01\00\00\00" "\00\00\00\00" "\20\20" "\7f\00\00\01")  ;; to ipv4, port 8224, 127.0.0.1
  (data (i32.const 320) "hi")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $peer i32) (local $pollable i32) (local $socket i32) (local $peer-incoming i32)
    (local $outgoing i32)
    (local.set $network (call $instance-network))                                                                ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                        ;;~ ok
    (local.set $peer (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $peer)))                                                    ;;~ returns
    (call $start-bind (local.get $peer) (local.get $network) (call $loopback (i32.const 8224)) (i32.const 0))    ;;~ ok
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $finish-bind (local.get $peer) (i32.const 0))                                                          ;;~ ok
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                  ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                        ;;~ ok
    (call $stream (local.get $peer) (call $nobody) (i32.const 0))                                                ;;~ ok
    (local.set $peer-incoming (i32.load (i32.const 4)))
    (call $stream (local.get $socket) (call $nobody) (i32.const 0))                                              ;;~ ok
    (local.set $outgoing (i32.load (i32.const 8)))
    (local.set $pollable (call $subscribe-outgoing (local.get $outgoing)))                                       ;;~ returns
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $check-send (local.get $outgoing) (i32.const 0))                                                       ;;~ ok value=*
    (call $send (local.get $outgoing) (i32.const 96) (i32.const 1) (i32.const 0))                                ;;= {answer}
    (local.set $pollable (call $subscribe-outgoing (local.get $outgoing)))                                       ;;~ returns
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $check-send (local.get $outgoing) (i32.const 0))                                                       ;;~ ok value=*
    (call $send (local.get $outgoing) (i32.const 96) (i32.const 1) (i32.const 0))                                ;;= ok value=1
    (local.set $pollable (call $subscribe-incoming (local.get $peer-incoming)))                                  ;;~ returns
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $receive (local.get $peer-incoming) (i64.const 16) (i32.const 0))                                      ;;= ok value=[{data="hi", remote-address=127.0.0.1:7967}]
    (call $receive (local.get $peer-incoming) (i64.const 16) (i32.const 0))                                      ;;= ok value=[]
    (i32.const 0))

  ;; Where received datagrams are put: behind what was put there before.
  (global $free (mut i32) (i32.const 2048))

  (func (export "cm32p2_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (global.get $free)
    (global.set $free (i32.add (global.get $free) (i32.and (i32.add (local.get $size) (i32.const 7)) (i32.const -8)))))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; No address, as the canonical ABI passes an option of an ip-socket-address.
  (func $nobody (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
