;; A link-local address belongs to one interface, whose number the address carries as its scope: {why}. Either half of
;; the connect may say so.
;;! level = "should"
;;! refs = ["wasip2.ipv6-socket-address", "linux.ipv6.scope", "linux.ipv6.no-scope", "wasip2.start-connect.unreachable", "wasip2.start-connect.errnos", "wasip2.readme.either-half", "wasip2.state.closed"]
;;! needs = ["netns"]
;;! [variants]
;;! loopback = { scope = "1", why = "no way leads to it on the one that is named, loopback, so it is remote-unreachable", refused = "err(remote-unreachable) @refused", failed = "err(remote-unreachable) after @started" }
;;! none = { scope = "0", why = "without a scope it is not said which, for which Linux has EINVAL", refused = "err(remote-unreachable) @refused | err(invalid-argument) @refused", failed = "err(remote-unreachable) after @started | err(invalid-argument) after @started" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $client i32) (local $connecting i32)
    (local.set $network (call $instance-network))                                                                     ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                             ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (local.set $connecting (call $subscribe (local.get $client)))                                                     ;;~ returns
    (call $start-connect (local.get $client) (local.get $network) (call $link-local (i32.const 7967)) (i32.const 0))  ;;= {refused} | ok @started
    (call $block (local.get $connecting))                                                                             ;;~ returns
    (call $finish-connect (local.get $client) (i32.const 0))                                                          ;;= err(not-in-progress) after @refused | err(invalid-state) after @refused | {failed}
    (i32.const 0))

  ;; fe80::1 of an interface, with this port, as the canonical ABI passes an ip-socket-address.
  (func $link-local (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0)
    (i32.const 65152) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 1 (;scope;))))
