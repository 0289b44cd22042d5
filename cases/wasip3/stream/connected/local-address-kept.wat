;; The socket was bound to a port that was chosen for it, and connected then. Its address must still be that.
;;! level = "must"
;;! refs = ["wasip3.tcp-get-local-address", "wasip3.tcp-bind.bound"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $listener i32) (local $incoming i32) (local $port i32) (local $client i32)
    (call $create (i32.const 0) (i32.const 0))                                            ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (call $bind (local.get $listener) (call $loopback (i32.const 0)) (i32.const 0))       ;;~ ok
    (call $listen (local.get $listener) (i32.const 0))                                    ;;~ ok
    (local.set $incoming (i32.load (i32.const 4)))
    (call $local-address (local.get $listener) (i32.const 0))                             ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 0) (i32.const 0))                                            ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $bind (local.get $client) (call $loopback (i32.const 0)) (i32.const 0))         ;;~ ok
    (call $local-address (local.get $client) (i32.const 0))                               ;;~ ok value=$mine
    (call $connect (local.get $client) (call $loopback (local.get $port)) (i32.const 0))  ;;~ ok
    (call $local-address (local.get $client) (i32.const 0))                               ;;= ok value=$mine
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
