;; The socket has no address. To listen it must get one by itself, with a free port, so the call must succeed and the
;; port be told; no document says which address that is.
;;! level = "must"
;;! refs = ["wasip3.tcp-listen", "wasip3.tcp-listen.implicit-bind", "wasip3.state.listen"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create"            (func $create        (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen"            (func $listen        (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-local-address" (func $local-address (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))               ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $listen (local.get $socket) (i32.const 0))         ;;= ok
    (call $local-address (local.get $socket) (i32.const 0))  ;;= ok value!=*:0
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
