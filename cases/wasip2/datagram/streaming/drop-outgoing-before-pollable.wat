;; A stream is dropped while its pollable is not. No document of sockets says which of them goes first: whether the call
;; returns or traps is recorded.
;;! level = "may"
;;! refs = ["wasip2.posix-compatibility.close", "wasip2.outgoing-datagram-stream.subscribe"]
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
  (import "cm32p2|wasi:sockets/udp@0.2" "outgoing-datagram-stream_drop" (func $drop-outgoing-datagram-stream (param i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32) (local $outgoing i32)
    (local.set $network (call $instance-network))                                                             ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                               ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 0)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                       ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                     ;;~ ok
    (call $stream (local.get $socket) (call $nobody) (i32.const 0))                                           ;;~ ok
    (local.set $outgoing (i32.load (i32.const 8)))
    (local.set $pollable (call $subscribe-outgoing (local.get $outgoing)))                                    ;;~ returns
    (call $drop-outgoing-datagram-stream (local.get $outgoing))                                               ;;= returns | traps
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; No address, as the canonical ABI passes an option of an ip-socket-address.
  (func $nobody (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
