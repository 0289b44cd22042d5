;; The host's kernel answers {variant} to the first call that sends, and the output-stream says that its last operation
;; has failed. Of that error network-error-code must tell the code that the comments of network.wit and tcp.wit have for
;; {variant}.
;;! level = "should"
;;! refs = ["wasip2.network-error-code", "wasip2.error-code.posix", "wasip2.start-connect.errnos"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! inject = "send {variant}"
;;! [variants]
;;! ECONNRESET   = { answer = "connection-reset" }
;;! ETIMEDOUT    = { answer = "timeout" }
;;! EHOSTUNREACH = { answer = "remote-unreachable" }
;;! ENETDOWN     = { answer = "remote-unreachable" }
;;! EACCES       = { answer = "access-denied" }
;;! EPERM        = { answer = "access-denied" }
;;! ENOBUFS      = { answer = "out-of-memory" }
;;! ENOMEM       = { answer = "out-of-memory" }
;;! EINVAL       = { answer = "invalid-argument" }
;;! EOPNOTSUPP   = { answer = "not-supported" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-write-and-flush"
    (func $blocking-write-and-flush (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/network@0.2" "network-error-code" (func $network-error-code (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "hello")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $client i32) (local $connecting i32) (local $output i32) (local $error i32)
    (local.set $network (call $instance-network))                                                                   ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                           ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                   ;;~ returns
    ;;< listen
    (call $start-connect (local.get $client) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                           ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                        ;;~ ok
    (local.set $output (i32.load (i32.const 8)))
    ;;< accept
    (call $blocking-write-and-flush (local.get $output) (i32.const 128) (i32.const 5) (i32.const 0))                ;;= err(last-operation-failed)
    (local.set $error (i32.load (i32.const 8)))
    (call $network-error-code (local.get $error) (i32.const 0))                                                     ;;= returns value=some({answer})
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
