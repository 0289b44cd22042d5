;; The address is ff02::1, a group of IPv6. It is not unicast, so the call must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip3.tcp-bind.unicast"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                          ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $group-ipv6 (i32.const 7967)) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0))

  ;; ff02::1, the group of all nodes, with this port, as the canonical ABI passes an ip-socket-address.
  (func $group-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 65282) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
