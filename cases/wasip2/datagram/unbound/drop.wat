;; A new socket is dropped. The call must return.
;;! level = "must"
;;! refs = ["wasip2.posix-compatibility.close"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2"               "udp-socket_drop"   (func $drop-udp-socket   (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $drop-udp-socket (local.get $socket))            ;;= returns
    (i32.const 0)))
