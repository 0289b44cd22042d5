;; A socket is to be bound to {address}, which is the address of a group and not of one host. Either half may say so
;; with invalid-argument; after a refused start there is nothing to finish.
;;! level = "must"
;;! refs = ["wasip2.start-bind.unicast", "wasip2.state.finish-outside", "wasip2.readme.either-half", "wasip2.finish-bind.not-in-progress"]
;;! needs = ["netns"]
;;! [variants]
;;! all-nodes = { address = "ff02::1", s0 = "65282", s1 = "0", s2 = "0", s3 = "0", s4 = "0", s5 = "0", s6 = "0", s7 = "1" }
;;! interface-local = { address = "ff01::1", s0 = "65281", s1 = "0", s2 = "0", s3 = "0", s4 = "0", s5 = "0", s6 = "0", s7 = "1" }
;;! global = { address = "ff0e::1234", s0 = "65294", s1 = "0", s2 = "0", s3 = "0", s4 = "0", s5 = "0", s6 = "0", s7 = "4660" }
;;! transient = { address = "ff12::1", s0 = "65298", s1 = "0", s2 = "0", s3 = "0", s4 = "0", s5 = "0", s6 = "0", s7 = "1" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (local $network i32) (local $socket i32) (local $pollable i32)
    (local.set $network (call $instance-network))                                              ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $address) (i32.const 0))  ;;= err(invalid-argument) @refused | ok @started
    (call $block (local.get $pollable))                                                        ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                      ;;= err(not-in-progress) after @refused | err(invalid-argument) after @started
    (i32.const 0))

  ;; {address} with port 7967, as the canonical ABI passes an ip-socket-address.
  (func $address (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 7967) (i32.const 0) (i32.const 65282 (;s0;)) (i32.const 0 (;s1;)) (i32.const 0 (;s2;))
    (i32.const 0 (;s3;)) (i32.const 0 (;s4;)) (i32.const 0 (;s5;)) (i32.const 0 (;s6;)) (i32.const 1 (;s7;)) (i32.const 0)))
