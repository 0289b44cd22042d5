;; A socket was bound to fe80::1, a link-local address of interface 2, whose number is the scope of the address. Its
;; local address should be told with that scope, without which it is the address of no interface.
;;! level = "should"
;;! refs = ["wasip2.udp.local-address", "wasip2.ipv6-socket-address", "linux.ipv6.scope"]
;;! needs = ["netns"]
;;! world = { wire = true }
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
    (local.set $network (call $instance-network))                                                                  ;;~ returns
    (call $create-udp-socket (i32.const 1) (i32.const 0))                                                          ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                    ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $link-local (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $pollable))                                                                            ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                          ;;~ ok
    (call $local-address (local.get $socket) (i32.const 0))                                                        ;;= ok value=ipv6({port=7967, flow-info=0, address=[65152, 0, 0, 0, 0, 0, 0, 1], scope-id=2})
    (i32.const 0))

  ;; fe80::1 on interface 2, with this port, as the canonical ABI passes an ip-socket-address.
  (func $link-local (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0)
    (i32.const 65152) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 2)))
