;; A pollable can be had of a socket, whatever it is in. The unbound socket must give one.
;;! level = "must"
;;! refs = ["wasip2.udp.subscribe"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:io/poll@0.2" "pollable_drop" (func $drop-pollable (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32) (local $given i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $given (call $subscribe (local.get $socket)))  ;;= returns
    (call $drop-pollable (local.get $given))                  ;;~ returns
    (i32.const 0)))
