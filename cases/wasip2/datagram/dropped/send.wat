;; The socket was dropped before its streams, which nothing forbids, and nothing says what they are then. What becomes
;; of a datagram is recorded.
;;! level = "may"
;;! refs = ["wasip2.posix-compatibility.close", "wasip2.outgoing-datagram-stream.send"]
;;! needs = ["netns"]
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.check-send" (func $check-send (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.send" (func $send (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "udp-socket_drop" (func $drop-udp-socket (param i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/poll@0.2" "pollable_drop" (func $drop-pollable (param i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 96) "\40\01\00\00" "\02\00\00\00")                           ;; a datagram: 2 bytes at 320,
  (data (i32.const 104) "\01\00\00\00" "\00\00\00\00" "\20\20" "\7f\00\00\01")  ;; to ipv4, port 8224, 127.0.0.1
  (data (i32.const 320) "hi")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $peer i32) (local $pollable i32) (local $socket i32) (local $outgoing i32)
    (local.set $network (call $instance-network))                                                                ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                        ;;~ ok
    (local.set $peer (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $peer)))                                                    ;;~ returns
    (call $start-bind (local.get $peer) (local.get $network) (call $loopback (i32.const 8224)) (i32.const 0))    ;;~ ok
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $drop-pollable (local.get $pollable))                                                                  ;;~ returns
    (call $finish-bind (local.get $peer) (i32.const 0))                                                          ;;~ ok
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                  ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $drop-pollable (local.get $pollable))                                                                  ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                        ;;~ ok
    (call $stream (local.get $socket) (call $nobody) (i32.const 0))                                              ;;~ ok
    (local.set $outgoing (i32.load (i32.const 8)))
    (call $drop-udp-socket (local.get $socket))                                                                  ;;~ returns
    (call $check-send (local.get $outgoing) (i32.const 0))                                                       ;;~ ok value=* | fails
    (call $send (local.get $outgoing) (i32.const 96) (i32.const 1) (i32.const 0))                                ;;= traps | *
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; No address, as the canonical ABI passes an option of an ip-socket-address.
  (func $nobody (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
