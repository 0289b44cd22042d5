;; The host's kernel answers {variant} to the first call that sends, and a flush is asked for after the write. Where
;; neither the write nor the flush has told of the failure, the next operation that waits must; what was told once is
;; closed from then on.
;;! level = "{level}"
;;! refs = ["wasip2.output-stream.flush", "wasip2.output-stream.failed", "wasip2.stream-error.last-operation-failed", "wasip2.stream-error.closed"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! inject = "send {variant}"
;;! [variants]
;;! EINTR      = { level = "should", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) @closed after @failed | ok @done after @taken | err(last-operation-failed) @closed after @taken", last = "err(closed) after @closed | ok after @done | err(last-operation-failed) after @done" }
;;! EPIPE      = { level = "must", answer = "err(last-operation-failed) @failed | err(closed) @failed | ok @taken", next = "err(closed) @closed after @failed | ok @done after @taken | err(closed) @closed after @taken | err(last-operation-failed) @closed after @taken", last = "err(closed) after @closed | err(closed) after @done | err(last-operation-failed) after @done" }
;;! ECONNRESET = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) @closed after @failed | ok @done after @taken | err(last-operation-failed) @closed after @taken", last = "err(closed) after @closed | err(last-operation-failed) after @done" }
;;! ETIMEDOUT  = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) @closed after @failed | ok @done after @taken | err(last-operation-failed) @closed after @taken", last = "err(closed) after @closed | err(last-operation-failed) after @done" }
;;! ENOBUFS    = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) @closed after @failed | ok @done after @taken | err(last-operation-failed) @closed after @taken", last = "err(closed) after @closed | err(last-operation-failed) after @done" }
;;! EIO        = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) @closed after @failed | ok @done after @taken | err(last-operation-failed) @closed after @taken", last = "err(closed) after @closed | err(last-operation-failed) after @done" }
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
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.flush" (func $flush (param i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-flush" (func $blocking-flush (param i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "hello")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $client i32) (local $connecting i32) (local $output i32)
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
    (call $check-write (local.get $output) (i32.const 0))                                                           ;;~ ok
    (call $write (local.get $output) (i32.const 128) (i32.const 5) (i32.const 0))                                   ;;= {answer}
    (call $flush (local.get $output) (i32.const 0))                                                                 ;;= {next}
    (call $blocking-flush (local.get $output) (i32.const 0))                                                        ;;= {last}
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
