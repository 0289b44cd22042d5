;; A socket is to connect to {address}, which is the address of a group and not of one host. Either half may say so with
;; invalid-argument; after a refused start there is nothing to finish.
;;! level = "must"
;;! refs = ["wasip2.start-connect.unicast", "wasip2.state.finish-outside", "wasip2.readme.either-half", "wasip2.state.closed"]
;;! needs = ["netns"]
;;! [variants]
;;! all-hosts = { address = "224.0.0.1", a = "224", b = "0", c = "0", d = "1" }
;;! source-specific = { address = "232.1.2.3", a = "232", b = "1", c = "2", d = "3" }
;;! own-organisation = { address = "239.255.0.1", a = "239", b = "255", c = "0", d = "1" }
;;! last = { address = "239.255.255.255", a = "239", b = "255", c = "255", d = "255" }
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
    (local.set $network (call $instance-network))                                                 ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                   ;;~ returns
    (call $start-connect (local.get $socket) (local.get $network) (call $address) (i32.const 0))  ;;= err(invalid-argument) @refused | ok @started
    (call $block (local.get $pollable))                                                           ;;~ returns
    (call $finish-connect (local.get $socket) (i32.const 0))                                      ;;= err(not-in-progress) after @refused | err(invalid-state) after @refused | err(invalid-argument) after @started
    (i32.const 0))

  ;; {address} with port 7967, as the canonical ABI passes an ip-socket-address.
  (func $address (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 7967) (i32.const 224 (;a;)) (i32.const 0 (;b;)) (i32.const 0 (;c;)) (i32.const 1 (;d;))
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
