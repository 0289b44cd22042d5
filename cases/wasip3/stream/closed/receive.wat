;; The socket was closed by a connect that was refused. There is nobody to receive from, so the future should say
;; invalid-state.
;;! level = "should"
;;! refs = ["wasip3.tcp-receive.state", "wasip3.state.wrong"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.receive" (func $receive (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][future-read-1][method]tcp-socket.receive" (func $received (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-new]" (func $waitable-set-new (result i32)))
  (import "$root" "[waitable-join]" (func $waitable-join (param i32 i32)))
  (import "$root" "[waitable-set-wait]" (func $waitable-set-wait (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-drop]" (func $waitable-set-drop (param i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $client i32) (local $received i32)
    (call $create (i32.const 0) (i32.const 0))                                                ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $connect (local.get $client) (call $loopback (i32.const 7967)) (i32.const 0))       ;;~ fails
    (call $receive (local.get $client) (i32.const 0))                                         ;;= returns
    (local.set $received (i32.load (i32.const 4)))
    (call $await (local.get $received) (call $received (local.get $received) (i32.const 0)))  ;;= err(invalid-state)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Waits until an end of a stream or a future has done what it was asked, unless it had at once.
  (func $await (param $end i32) (param $copied i32) (local $set i32)
    (if (i32.ne (local.get $copied) (i32.const -1)) (then (return)))
    (local.set $set (call $waitable-set-new))
    (call $waitable-join (local.get $end) (local.get $set))
    (drop (call $waitable-set-wait (local.get $set) (i32.const 1024)))
    (call $waitable-join (local.get $end) (i32.const 0))
    (call $waitable-set-drop (local.get $set)))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
