;; The socket has an address and is not used otherwise, and somebody listens at the address. The call is lowered
;; asynchronously: whether it has finished when it returns is left open, and it must succeed.
;;! level = "must"
;;! refs = ["wasip3.tcp-connect", "wasip3.state.connect"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][method]tcp-socket.connect" (func $start-connect (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-new]" (func $waitable-set-new (result i32)))
  (import "$root" "[waitable-join]" (func $waitable-join (param i32 i32)))
  (import "$root" "[waitable-set-wait]" (func $waitable-set-wait (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-drop]" (func $waitable-set-drop (param i32)))
  (import "$root" "[subtask-drop]" (func $subtask-drop (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "\00\00\00\00" "\00\00\00\00" "\00\00" "\7f\00\00\01")  ;; a socket, ipv4, a port, 127.0.0.1

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $listener i32) (local $incoming i32) (local $port i32) (local $client i32)
    (call $create (i32.const 0) (i32.const 0))                                       ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (call $bind (local.get $listener) (call $loopback (i32.const 0)) (i32.const 0))  ;;~ ok
    (call $listen (local.get $listener) (i32.const 0))                               ;;~ ok
    (local.set $incoming (i32.load (i32.const 4)))
    (call $local-address (local.get $listener) (i32.const 0))                        ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 0) (i32.const 0))                                       ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $bind (local.get $client) (call $loopback (i32.const 0)) (i32.const 0))    ;;~ ok
    (i32.store (i32.const 64) (local.get $client))
    (i32.store16 (i32.const 72) (local.get $port))
    (call $finish (call $start-connect (i32.const 64) (i32.const 96)))               ;;= ok
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Waits until a call has finished, unless it had when it returned.
  (func $finish (param $status i32) (local $subtask i32) (local $set i32)
    (if (i32.eq (local.get $status) (i32.const 2)) (then (return)))
    (local.set $subtask (i32.shr_u (local.get $status) (i32.const 4)))
    (local.set $set (call $waitable-set-new))
    (call $waitable-join (local.get $subtask) (local.get $set))
    (drop (call $waitable-set-wait (local.get $set) (i32.const 1024)))
    (call $subtask-drop (local.get $subtask))
    (call $waitable-set-drop (local.get $set)))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
