;; The hop limit of a socket of IPv6 is set to 42. It must be 42 then, as with IPV6_UNICAST_HOPS.
;;! level = "must"
;;! refs = ["wasip3.udp-unicast-hop-limit"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.set-unicast-hop-limit" (func $set-unicast-hop-limit (param i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.get-unicast-hop-limit" (func $unicast-hop-limit (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-unicast-hop-limit (local.get $socket) (i32.const 42) (i32.const 0))  ;;= ok
    (call $unicast-hop-limit (local.get $socket) (i32.const 0))                     ;;= ok value=42
    (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
