;; The socket was closed by a connect that was refused. It must say that it does not listen.
;;! level = "must"
;;! refs = ["wasip3.tcp-get-is-listening"]
;;! needs = ["netns"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-is-listening" (func $is-listening (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $client i32)
    (call $create (i32.const 0) (i32.const 0))                                           ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $connect (local.get $client) (call $loopback (i32.const 7967)) (i32.const 0))  ;;~ fails
    (drop (call $is-listening (local.get $client)))                                      ;;= returns value=false
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
