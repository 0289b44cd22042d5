;; The system has one port to hand out, and another socket listens at that. A listen that has to bind the socket must
;; answer address-in-use.
;;! level = "must"
;;! refs = ["wasip3.tcp-listen.implicit-bind", "wasip3.tcp-listen.errnos"]
;;! needs = ["netns"]
;;! world = { ports = 1 }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $other i32) (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                               ;;~ ok
    (local.set $other (i32.load (i32.const 4)))
    (call $bind (local.get $other) (call $any (i32.const 0)) (i32.const 0))  ;;~ ok
    (call $listen (local.get $other) (i32.const 0))                          ;;~ ok
    (call $create (i32.const 0) (i32.const 0))                               ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $listen (local.get $socket) (i32.const 0))                         ;;= err(address-in-use)
    (i32.const 0))

  ;; 0.0.0.0 with this port, as the canonical ABI passes an ip-socket-address.
  (func $any (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
