;; The peer receives nothing, and zeroes were written until check-write permitted no more. The peer has sent two bytes,
;; and they are spliced by the call that waits for room: once the peer receives, it must tell that it was two.
;;! level = "must"
;;! refs = ["wasip2.output-stream.blocking-splice", "wasip2.output-stream.splice-count"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.set-send-buffer-size"
    (func $set-send-buffer-size (param i32 i64 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]input-stream.subscribe" (func $subscribe-input (param i32) (result i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.check-write" (func $check-write (param i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.write" (func $write (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-splice" (func $blocking-splice (param i32 i32 i64 i32)))
  (memory (export "cm32p2_memory") 2)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $client i32) (local $connecting i32) (local $input i32) (local $output i32)
    (local $readable i32) (local $permit i32)
    (local.set $network (call $instance-network))                                                                   ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                           ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                   ;;~ returns
    ;;< listen
    (call $start-connect (local.get $client) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                           ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                        ;;~ ok
    (local.set $input (i32.load (i32.const 4)))
    (local.set $output (i32.load (i32.const 8)))
    ;;< accept
    ;;< send "hi"
    (local.set $readable (call $subscribe-input (local.get $input)))                                                ;;~ returns
    (call $block (local.get $readable))                                                                             ;;~ returns
    (call $set-send-buffer-size (local.get $client) (i64.const 4096) (i32.const 0))                                 ;;~ ok
    (loop $fill
      (call $check-write (local.get $output) (i32.const 0))                                                         ;;~ ok value=*
      (local.set $permit (i32.wrap_i64 (i64.load (i32.const 8))))
      (if (i32.gt_u (local.get $permit) (i32.const 65536)) (then (local.set $permit (i32.const 65536))))
      (if (local.get $permit)
        (then
          (call $write (local.get $output) (i32.const 65536) (local.get $permit) (i32.const 0))                     ;;~ ok
          (br $fill))))
    ;;< meanwhile recv 67108864
    (call $blocking-splice (local.get $output) (local.get $input) (i64.const 16) (i32.const 0))                     ;;= ok value=2
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
