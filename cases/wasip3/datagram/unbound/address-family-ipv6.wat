;; The socket was created for IPv6. Its family must be that.
;;! level = "must"
;;! refs = ["wasip3.udp-get-address-family"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.get-address-family" (func $address-family (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (drop (call $address-family (local.get $socket)))  ;;= returns value=ipv6
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
