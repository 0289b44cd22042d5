;; A socket is dropped while its pollable is not. No document says which of them goes first: whether the call returns or
;; traps is recorded.
;;! level = "may"
;;! refs = ["wasip2.posix-compatibility.close", "wasip2.udp.subscribe"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "udp-socket_drop" (func $drop-udp-socket (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (drop (call $subscribe (local.get $socket)))           ;;~ returns
    (call $drop-udp-socket (local.get $socket))            ;;= returns | traps
    (i32.const 0)))
