;; A socket of IPv6 listens at all of its addresses. It has nothing to do with IPv4, so a socket of IPv4 can be bound to
;; the same port.
;;! level = "must"
;;! refs = ["wasip3.tcp-create.v6only", "wasip3.tcp-bind"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $other i32) (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                                                                            ;;~ ok
    (local.set $other (i32.load (i32.const 4)))
    (call $bind (local.get $other) (call $any-ipv6 (i32.const 7967)) (i32.const 0))                                                       ;;~ ok
    (call $listen (local.get $other) (i32.const 0))                                                                                       ;;~ ok
    (call $create (i32.const 0) (i32.const 0))                                                                                            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $ipv4 (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 7967)) (i32.const 0))  ;;= ok
    (call $listen (local.get $socket) (i32.const 0))                                                                                      ;;= ok
    (i32.const 0))

  ;; All addresses of this host, with this port, as the canonical ABI passes an ip-socket-address.
  (func $any-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; An address of IPv4 with this port, as the canonical ABI passes an ip-socket-address.
  (func $ipv4 (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $port i32)
    (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (local.get $a) (local.get $b) (local.get $c) (local.get $d)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
