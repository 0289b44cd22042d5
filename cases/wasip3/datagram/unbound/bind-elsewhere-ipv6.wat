;; The address is one of IPv6 that no host has. The bind must be refused with address-not-bindable.
;;! level = "must"
;;! refs = ["wasip3.udp-bind.not-bindable"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                               ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $documentation-ipv6 (i32.const 0)) (i32.const 0))  ;;= err(address-not-bindable)
    (i32.const 0))

  ;; 2001:db8::1, which is reserved for documents, with this port, as the canonical ABI passes an ip-socket-address.
  (func $documentation-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 8193) (i32.const 3512) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
