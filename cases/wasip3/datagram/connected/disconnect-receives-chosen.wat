;; The socket was bound to port 0, which is a free port, had a peer and gave it up. It receives from anybody again, so
;; what another socket sends to that port should come.
;;! level = "should"
;;! refs = ["wasip3.udp-disconnect", "wasip3.udp-bind.port-zero", "linux.udp.unspec"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]udp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.disconnect" (func $disconnect (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.send" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]udp-socket.receive" (func $receive (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "hi")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $peer i32) (local $port i32) (local $socket i32) (local $mine i32) (local $third i32)
    (call $create (i32.const 0) (i32.const 0))                                                                         ;;~ ok
    (local.set $peer (i32.load (i32.const 4)))
    (call $bind (local.get $peer) (call $loopback (i32.const 0)) (i32.const 0))                                        ;;~ ok
    (call $local-address (local.get $peer) (i32.const 0))                                                              ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 0) (i32.const 0))                                                                         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $loopback (i32.const 0)) (i32.const 0))                                      ;;~ ok
    (call $local-address (local.get $socket) (i32.const 0))                                                            ;;~ ok
    (local.set $mine (i32.load16_u (i32.const 8)))
    (call $connect (local.get $socket) (call $loopback (local.get $port)) (i32.const 0))                               ;;~ ok
    (call $disconnect (local.get $socket) (i32.const 0))                                                               ;;= ok
    (call $create (i32.const 0) (i32.const 0))                                                                         ;;~ ok
    (local.set $third (i32.load (i32.const 4)))
    (call $send (local.get $third) (i32.const 128) (i32.const 2) (call $to-loopback (local.get $mine)) (i32.const 0))  ;;~ ok
    (call $receive (local.get $socket) (i32.const 0))                                                                  ;;= ok value="hi"
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; 127.0.0.1 with this port, where there may be an address or none.
  (func $to-loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where datagrams go that are received, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
