;; The socket is connecting, since the queue of the peer is full. The hop limit can be asked, since nothing forbids it
;; here: the call must succeed.
;;! level = "must"
;;! refs = ["wasip3.tcp-hop-limit", "wasip3.error-code"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][method]tcp-socket.connect" (func $start-connect (param i32 i32) (result i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-hop-limit" (func $hop-limit (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "\00\00\00\00" "\00\00\00\00" "\1f\1f" "\7f\00\00\01")  ;; a socket, ipv4, port 7967, 127.0.0.1

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $first i32) (local $client i32)
    (call $create (i32.const 0) (i32.const 0))                                          ;;~ ok
    (local.set $first (i32.load (i32.const 4)))
    ;;< listen 0
    (call $connect (local.get $first) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ ok
    (call $create (i32.const 0) (i32.const 0))                                          ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (i32.store (i32.const 64) (local.get $client))
    (drop (call $start-connect (i32.const 64) (i32.const 96)))                          ;;~ started
    (call $hop-limit (local.get $client) (i32.const 0))                                 ;;= ok value=*
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
