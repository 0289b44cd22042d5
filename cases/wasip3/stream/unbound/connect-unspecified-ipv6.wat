;; The address is ::, which stands for no host. The connect must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip3.tcp-connect.unspecified"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                           ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $connect (local.get $socket) (call $any-ipv6 (i32.const 7967)) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0))

  ;; :: with this port, as the canonical ABI passes an ip-socket-address.
  (func $any-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
