;; Streams are wanted of a socket that was not bound, which unlike in POSIX is not done on the way. The call must be
;; refused with invalid-state.
;;! level = "must"
;;! refs = ["wasip2.udp.stream.bound", "wasip2.udp.stream.not-bound"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.stream"
    (func $stream (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $stream (local.get $socket) (call $nobody) (i32.const 0))  ;;= err(invalid-state)
    (i32.const 0))

  ;; No address, as the canonical ABI passes an option of an ip-socket-address.
  (func $nobody (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
