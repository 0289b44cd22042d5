;; The hop limit of a socket of IPv6 is set to 42. It must be 42 then, as with IPV6_UNICAST_HOPS.
;;! level = "must"
;;! refs = ["wasip3.tcp-hop-limit"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create"        (func $create        (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-hop-limit" (func $set-hop-limit (param i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-hop-limit" (func $hop-limit     (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                              ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-hop-limit (local.get $socket) (i32.const 42) (i32.const 0))  ;;= ok
    (call $hop-limit (local.get $socket) (i32.const 0))                     ;;= ok value=42
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
