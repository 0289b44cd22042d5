;; The socket listens. The length of the queue cannot be 0, so the call must be refused with invalid-argument, or with
;; not-supported where it cannot be changed any more: no document says which goes before.
;;! level = "must"
;;! refs = ["wasip3.tcp-set-listen-backlog-size.zero", "wasip3.tcp-set-listen-backlog-size.unchangeable"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-listen-backlog-size" (func $set-listen-backlog-size (param i32 i64 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $listener i32) (local $incoming i32)
    (call $create (i32.const 0) (i32.const 0))                                         ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (call $bind (local.get $listener) (call $loopback (i32.const 0)) (i32.const 0))    ;;~ ok
    (call $listen (local.get $listener) (i32.const 0))                                 ;;~ ok
    (local.set $incoming (i32.load (i32.const 4)))
    (call $set-listen-backlog-size (local.get $listener) (i64.const 0) (i32.const 0))  ;;= err(invalid-argument) | err(not-supported)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
