;; The peer of the streams is fe80::1 on interface 2, and a datagram is to go to fe80::1 on interface 3, which is
;; another host. An address that is not exactly that of the peer must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip2.outgoing-datagram-stream.other-peer", "wasip2.outgoing-datagram-stream.peer", "wasip2.ipv6-socket-address"]
;;! needs = ["netns"]
;;! world = { wire = true }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.subscribe"
    (func $subscribe-outgoing (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.check-send"
    (func $check-send (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.send" (func $send (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 96) "\40\01\00\00" "\02\00\00\00" "\01\00\00\00" "\01\00\00\00" "\20\20" "\00\00" "\00\00\00\00" "\80\fe\00\00\00\00\00\00\00\00\00\00\00\00\01\00" "\03\00\00\00")  ;; 2 bytes at 320, to fe80::1 with scope 3 and port 8224
  (data (i32.const 320) "hi")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32) (local $outgoing i32)
    (local.set $network (call $instance-network))                                                                  ;;~ returns
    (call $create-udp-socket (i32.const 1) (i32.const 0))                                                          ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                    ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $link-local (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                            ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                          ;;~ ok
    (call $stream (local.get $socket) (call $peer) (i32.const 0))                                                  ;;~ ok
    (local.set $outgoing (i32.load (i32.const 8)))
    (local.set $pollable (call $subscribe-outgoing (local.get $outgoing)))                                         ;;~ returns
    (call $block (local.get $pollable))                                                                            ;;~ returns
    (call $check-send (local.get $outgoing) (i32.const 0))                                                         ;;~ ok value=*
    (call $send (local.get $outgoing) (i32.const 96) (i32.const 1) (i32.const 0))                                  ;;= err(invalid-argument)
    (i32.const 0))

  ;; fe80::1 on interface 2, with this port, as the canonical ABI passes an ip-socket-address.
  (func $link-local (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0)
    (i32.const 65152) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 2))

  ;; fe80::1 on interface 2, with port 8224, as the canonical ABI passes an option of an ip-socket-address.
  (func $peer (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 1) (i32.const 8224) (i32.const 0)
    (i32.const 65152) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 2)))
