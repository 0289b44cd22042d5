;; Nobody is at the address of the peer, which the host tells when a datagram comes back. The next receive must fail with
;; connection-refused.
;;! level = "should"
;;! refs = ["wasip3.udp-receive.refused"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.send" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.receive" (func $receive (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "hi")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                                      ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $connect (local.get $socket) (call $loopback (i32.const 7967)) (i32.const 0))             ;;~ ok
    (call $send (local.get $socket) (i32.const 128) (i32.const 2) (call $to-nobody) (i32.const 0))  ;;~ ok
    (call $receive (local.get $socket) (i32.const 0))                                               ;;= err(connection-refused)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; No address, where there may be one or none.
  (func $to-nobody (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
