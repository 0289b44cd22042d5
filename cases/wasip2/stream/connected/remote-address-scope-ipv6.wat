;; A socket is connected to fe80::1, a link-local address of interface 1, whose number is the scope of the address. Its
;; remote address should be told with that scope, without which nobody could connect there again.
;;! level = "should"
;;! refs = ["wasip2.remote-address", "wasip2.ipv6-socket-address", "linux.ipv6.scope"]
;;! needs = ["netns"]
;;! world = { routes = ["local fe80::1"] }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-listen" (func $finish-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.remote-address" (func $remote-address (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $listener i32) (local $listening i32) (local $client i32) (local $connecting i32)
    (local.set $network (call $instance-network))                                                                     ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                             ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (local.set $listening (call $subscribe (local.get $listener)))                                                    ;;~ returns
    (call $start-bind (local.get $listener) (local.get $network) (call $any6 (i32.const 7967)) (i32.const 0))         ;;~ ok
    (call $block (local.get $listening))                                                                              ;;~ returns
    (call $finish-bind (local.get $listener) (i32.const 0))                                                           ;;~ ok
    (call $start-listen (local.get $listener) (i32.const 0))                                                          ;;~ ok
    (call $block (local.get $listening))                                                                              ;;~ returns
    (call $finish-listen (local.get $listener) (i32.const 0))                                                         ;;~ ok
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                             ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                     ;;~ returns
    (call $start-connect (local.get $client) (local.get $network) (call $link-local (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $block (local.get $connecting))                                                                             ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                          ;;~ ok
    (call $remote-address (local.get $client) (i32.const 0))                                                          ;;= ok value=ipv6({port=7967, flow-info=0, address=[65152, 0, 0, 0, 0, 0, 0, 1], scope-id=1})
    (i32.const 0))

  ;; :: with this port, as the canonical ABI passes an ip-socket-address.
  (func $any6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; fe80::1 on interface 1, with this port, as the canonical ABI passes an ip-socket-address.
  (func $link-local (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0)
    (i32.const 65152) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 1)))
