;; The route to the address leads nowhere, and is of the type {route}, for which the system has {errno}: {answer} is the
;; code for that. Either half of the connect may say so.
;;! level = "{level}"
;;! refs = ["wasip2.start-connect.unreachable", "wasip2.error-code.remote-unreachable", "wasip2.error-code.access-denied", "wasip2.error-code.posix", "linux.connect.route", "wasip2.readme.either-half", "wasip2.state.finish-outside"]
;;! needs = ["netns"]
;;! world = { routes = ["{route} 198.51.100.1"] }
;;! [variants]
;;! unreachable = { level = "must", route = "unreachable", errno = "EHOSTUNREACH", answer = "remote-unreachable" }
;;! prohibit = { level = "should", route = "prohibit", errno = "EACCES", answer = "access-denied" }
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
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                                                        ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                                ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                          ;;~ returns
    (call $start-connect (local.get $socket) (local.get $network) (call $documentation (i32.const 7967)) (i32.const 0))  ;;= err({answer}) @refused | ok @started
    (call $block (local.get $pollable))                                                                                  ;;~ returns
    (call $finish-connect (local.get $socket) (i32.const 0))                                                             ;;= err(not-in-progress) after @refused | err(invalid-state) after @refused | err({answer}) after @started
    (i32.const 0))

  ;; 198.51.100.1, which is reserved for documents, with this port, as the canonical ABI passes an ip-socket-address.
  (func $documentation (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 198) (i32.const 51) (i32.const 100) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
