;; The socket has no address yet. A handle can be dropped at any time, so the call must return.
;;! level = "must"
;;! refs = ["wasip3.udp-create"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[resource-drop]udp-socket" (func $drop   (param i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $drop (local.get $socket))            ;;= returns
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
