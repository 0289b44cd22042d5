;; Loopback is granted, and 127.0.0.1 is on it. The bind must succeed.
;;! level = "should"
;;! refs = ["wasip3.error-code.access-denied", "wasip3.tcp-bind"]
;;! needs = ["netns"]
;;! policy = "loopback"
;;! silent = true
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                        ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $bind (local.get $socket) (call $loopback (i32.const 7967)) (i32.const 0))  ;;= ok
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
