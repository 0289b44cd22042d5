;; The socket is bound to an address of IPv6 of which {what} has more bits than its type. The canonical ABI must cut
;; them off, so it is ::1 and port 7967.
;;! level = "must"
;;! refs = ["wasip2.abi.integer", "wasip2.ipv6-socket-address", "wasip2.start-bind"]
;;! needs = ["netns"]
;;! [variants]
;;! port = { what = "the port", more = "0x10000", first = "0", last = "1" }
;;! first = { what = "the first group", more = "0", first = "0x10000", last = "1" }
;;! last = { what = "the last group", more = "0", first = "0", last = "0xffff0001" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.local-address" (func $local-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                 ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                   ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback6 (i32.const 7967)) (i32.const 0))  ;;= ok
    (call $block (local.get $pollable))                                                                           ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                         ;;= ok
    (call $local-address (local.get $socket) (i32.const 0))                                                       ;;= ok value=[::1]:7967
    (i32.const 0))

  ;; ::1 with this port, as the canonical ABI passes an ip-socket-address, and more bits.
  (func $loopback6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.add (local.get $port) (i32.const 0x10000 (;more;))) (i32.const 0)
    (i32.const 0 (;first;)) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1 (;last;)) (i32.const 0)))
