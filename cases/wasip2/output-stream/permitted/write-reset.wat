;; A write was permitted, and then the peer has reset the connection. The write need not fail, for it may only be taken
;; in; then the flush must, and else the stream is closed when it is flushed.
;;! level = "must"
;;! refs = ["wasip2.output-stream.failed", "wasip2.output-stream.blocking-flush", "wasip2.stream-error.closed", "wasip2.stream-error.last-operation-failed"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.check-write" (func $check-write (param i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.write" (func $write (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-flush" (func $blocking-flush (param i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.subscribe" (func $subscribe-output (param i32) (result i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "hi")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $client i32) (local $connecting i32) (local $output i32) (local $writable i32)
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
    (local.set $writable (call $subscribe-output (local.get $output)))                                              ;;~ returns
    (call $block (local.get $writable))                                                                             ;;~ returns
    (call $check-write (local.get $output) (i32.const 0))                                                           ;;~ ok value=* value!=0
    ;;< reset
    (call $write (local.get $output) (i32.const 128) (i32.const 2) (i32.const 0))                                   ;;= ok @taken | err(last-operation-failed) @failed | err(closed) @failed
    (call $blocking-flush (local.get $output) (i32.const 0))                                                        ;;= err(last-operation-failed) after @taken | err(closed) after @taken | err(closed) after @failed
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
