;; A socket of IPv6 is bound to a port of ::, and has nothing to do with IPv4. So one of IPv4 can be bound to the same
;; port of 0.0.0.0.
;;! level = "must"
;;! refs = ["wasip3.udp-create.v6only", "wasip3.udp-bind"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $other i32) (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                       ;;~ ok
    (local.set $other (i32.load (i32.const 4)))
    (call $bind (local.get $other) (call $any-ipv6 (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $create (i32.const 0) (i32.const 0))                                       ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $any (i32.const 7967)) (i32.const 0))      ;;= ok
    (i32.const 0))

  ;; 0.0.0.0 with this port, as the canonical ABI passes an ip-socket-address.
  (func $any (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; :: with this port, as the canonical ABI passes an ip-socket-address.
  (func $any-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
