;; Streams to a peer are wanted of a socket that was not bound, which unlike in POSIX is not done on the way. The call
;; must be refused with invalid-state, and the socket have no address.
;;! level = "must"
;;! refs = ["wasip2.udp.stream.bound", "wasip2.udp.stream.not-bound", "wasip2.udp.local-address.not-bound"]
;;! needs = ["netns"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.local-address" (func $local-address (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))                                  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $stream (local.get $socket) (call $to-loopback (i32.const 8224)) (i32.const 0))  ;;= err(invalid-state)
    (call $local-address (local.get $socket) (i32.const 0))                                ;;= err(invalid-state)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an option of an ip-socket-address.
  (func $to-loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
