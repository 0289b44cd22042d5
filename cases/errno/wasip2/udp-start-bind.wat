;; The host's kernel answers {variant} to the first bind: one half of the operation or the other must tell it by the
;; code that the comment of start-bind names for that, or by the one of which network.wit says that it is the
;; equivalent; where none is named, by any. The socket is unbound, and the next bind succeeds.
;;! level = "{level}"
;;! refs = ["wasip2.udp.start-bind.errnos", "wasip2.create-udp-socket.errnos", "wasip2.readme.either-half", "wasip2.udp.start-bind", "wasip2.error-code.posix", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "bind {variant}"
;;! [variants]
;;! EADDRINUSE    = { level = "must", start = "err(address-in-use) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(address-in-use) after @started" }
;;! EADDRNOTAVAIL = { level = "must", start = "err(address-not-bindable) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(address-not-bindable) after @started" }
;;! EAFNOSUPPORT  = { level = "must", start = "err(invalid-argument) @refused | err(not-supported) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(invalid-argument) after @started | err(not-supported) after @started" }
;;! EINVAL        = { level = "must", start = "err(invalid-state) @refused | err(invalid-argument) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(invalid-state) after @started | err(invalid-argument) after @started" }
;;! EACCES        = { level = "should", start = "err(access-denied) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(access-denied) after @started" }
;;! EALREADY      = { level = "should", start = "err(concurrency-conflict) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(concurrency-conflict) after @started" }
;;! ENOBUFS       = { level = "should", start = "err(out-of-memory) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(out-of-memory) after @started" }
;;! ENOMEM        = { level = "should", start = "err(out-of-memory) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(out-of-memory) after @started" }
;;! EOPNOTSUPP    = { level = "should", start = "err(not-supported) @refused | ok @started", finish = "err(not-in-progress) after @refused | err(not-supported) after @started" }
;;! EISCONN       = { level = "should", start = "fails @refused | ok @started", finish = "err(not-in-progress) after @refused | fails after @started" }
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
    (local.set $network (call $instance-network))                                                                ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                                        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                  ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;= {start}
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                        ;;= {finish}
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))  ;;= ok
    (call $block (local.get $pollable))                                                                          ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                        ;;= ok
    (call $local-address (local.get $socket) (i32.const 0))                                                      ;;= ok value=127.0.0.1:7967
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
