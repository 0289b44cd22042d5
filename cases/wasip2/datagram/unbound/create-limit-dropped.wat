;; The process of the runtime had no descriptor left for another socket, and then a socket was dropped. There is room
;; for one again, so the call must succeed.
;;! level = "must"
;;! refs = ["wasip2.create-udp-socket", "wasip2.posix-compatibility.close"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2"               "udp-socket_drop"   (func $drop-udp-socket   (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32) (local $count i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (loop $fill
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;~ ok value=* | fails
    (local.set $count (i32.add (local.get $count) (i32.const 1)))
    (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (call $drop-udp-socket (local.get $socket))            ;;~ returns
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;= ok value=*
    (i32.const 0)))
