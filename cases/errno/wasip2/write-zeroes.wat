;; The host's kernel answers {variant} to the first call that sends, and write-zeroes must say that the last operation
;; has failed, or closed where the other end is gone, or else the flush that waits for what was taken must; what was
;; told once is closed from then on. Interrupted, the host may also be asked again.
;;! level = "{level}"
;;! refs = ["wasip2.output-stream.write-zeroes", "wasip2.output-stream.failed", "wasip2.stream-error.last-operation-failed", "wasip2.stream-error.closed"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! inject = "send {variant}"
;;! [variants]
;;! EINTR      = { level = "should", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) after @failed | ok after @taken | err(last-operation-failed) after @taken" }
;;! EPIPE      = { level = "must", answer = "err(last-operation-failed) @failed | err(closed) @failed | ok @taken", next = "err(closed) after @failed | err(closed) after @taken | err(last-operation-failed) after @taken" }
;;! ECONNRESET = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) after @failed | err(last-operation-failed) after @taken" }
;;! ETIMEDOUT  = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) after @failed | err(last-operation-failed) after @taken" }
;;! ENOBUFS    = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) after @failed | err(last-operation-failed) after @taken" }
;;! EIO        = { level = "must", answer = "err(last-operation-failed) @failed | ok @taken", next = "err(closed) after @failed | err(last-operation-failed) after @taken" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.check-write" (func $check-write (param i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-flush" (func $blocking-flush (param i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.write-zeroes" (func $write-zeroes (param i32 i64 i32)))
  (memory (export "cm32p2_memory") 1)

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
    (call $write-zeroes (local.get $output) (i64.const 5) (i32.const 0))                                            ;;= {answer}
    (call $blocking-flush (local.get $output) (i32.const 0))                                                        ;;= {next}
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
