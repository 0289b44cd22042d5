;; A socket was bound to ::1 and given {what}. No document says what becomes of that, and POSIX has a program set it to
;; 0 and ignore what it is told: the address must be told, with that or with 0.
;;! level = "must"
;;! refs = ["wasip2.udp.local-address", "wasip2.ipv6-socket-address", "rfc3493.address.flow", "rfc3493.address.scope"]
;;! needs = ["netns"]
;;! [variants]
;;! flow = { flow = "5", scope = "0", what = "5 as flow information", kept = "ipv6({port=7967, flow-info=5, address=[0, 0, 0, 0, 0, 0, 0, 1], scope-id=0})" }
;;! scope = { flow = "0", scope = "1", what = "1 as scope, which only link-local addresses have", kept = "ipv6({port=7967, flow-info=0, address=[0, 0, 0, 0, 0, 0, 0, 1], scope-id=1})" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.local-address" (func $local-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                 ;;~ returns
    (call $create-udp-socket (i32.const 1) (i32.const 0))                                                         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                   ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback6 (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                           ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                         ;;~ ok
    (call $local-address (local.get $socket) (i32.const 0))                                                       ;;= ok value=[::1]:7967 | ok value={kept}
    (i32.const 0))

  ;; ::1 with this port, and more, as the canonical ABI passes an ip-socket-address.
  (func $loopback6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 5 (;flow;))
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0 (;scope;))))
