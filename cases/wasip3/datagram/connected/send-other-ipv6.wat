;; The socket has a peer at ::1, and is given the address of another port. It must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip3.udp-send.other"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.send" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "hi")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $peer i32) (local $port i32) (local $third i32) (local $other i32) (local $socket i32)
    (call $create (i32.const 1) (i32.const 0))                                                                                ;;~ ok
    (local.set $peer (i32.load (i32.const 4)))
    (call $bind (local.get $peer) (call $loopback-ipv6 (i32.const 0)) (i32.const 0))                                          ;;~ ok
    (call $local-address (local.get $peer) (i32.const 0))                                                                     ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 1) (i32.const 0))                                                                                ;;~ ok
    (local.set $third (i32.load (i32.const 4)))
    (call $bind (local.get $third) (call $loopback-ipv6 (i32.const 0)) (i32.const 0))                                         ;;~ ok
    (call $local-address (local.get $third) (i32.const 0))                                                                    ;;~ ok
    (local.set $other (i32.load16_u (i32.const 8)))
    (call $create (i32.const 1) (i32.const 0))                                                                                ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $connect (local.get $socket) (call $loopback-ipv6 (local.get $port)) (i32.const 0))                                 ;;~ ok
    (call $send (local.get $socket) (i32.const 128) (i32.const 2) (call $to-loopback-ipv6 (local.get $other)) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0))

  ;; ::1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))

  ;; ::1 with this port, where there may be an address or none.
  (func $to-loopback-ipv6 (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 1) (local.get $port) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
