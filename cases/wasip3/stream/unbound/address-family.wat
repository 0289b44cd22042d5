;; The socket has no address yet. Its family must be that which it was created with.
;;! level = "must"
;;! refs = ["wasip3.tcp-get-address-family"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-address-family" (func $address-family (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (drop (call $address-family (local.get $socket)))  ;;= returns value=ipv4
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
