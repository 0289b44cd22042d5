;; A link-local address belongs to one interface, whose number the address carries as its scope: {why}. Either half of
;; the bind may say so.
;;! level = "{level}"
;;! refs = ["wasip2.ipv6-socket-address", "linux.ipv6.scope", "linux.ipv6.no-scope", "wasip2.start-bind.not-bindable", "wasip2.start-bind.errnos", "wasip2.readme.either-half"]
;;! needs = ["netns"]
;;! [variants]
;;! loopback = { scope = "1", level = "must", why = "the one that is named, loopback, has no such address, so it is address-not-bindable", refused = "err(address-not-bindable) @refused", failed = "err(address-not-bindable) after @started" }
;;! none = { scope = "0", level = "should", why = "without a scope it is not said which, for which Linux has EINVAL", refused = "err(address-not-bindable) @refused | err(invalid-argument) @refused", failed = "err(address-not-bindable) after @started | err(invalid-argument) after @started" }
;;! unknown = { scope = "99", level = "should", why = "there is none of that number, for which Linux has ENODEV, an errno that stands for no code", refused = "fails @refused", failed = "fails after @started" }
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
    (local.set $network (call $instance-network))                                                                  ;;~ returns
    (call $create-tcp-socket (i32.const 1) (i32.const 0))                                                          ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $pollable (call $subscribe (local.get $socket)))                                                    ;;~ returns
    (call $start-bind (local.get $socket) (local.get $network) (call $link-local (i32.const 7967)) (i32.const 0))  ;;= {refused} | ok @started
    (call $block (local.get $pollable))                                                                            ;;~ returns
    (call $finish-bind (local.get $socket) (i32.const 0))                                                          ;;= err(not-in-progress) after @refused | {failed}
    (i32.const 0))

  ;; fe80::1 of an interface, with this port, as the canonical ABI passes an ip-socket-address.
  (func $link-local (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0)
    (i32.const 65152) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 1 (;scope;))))
