;; Sockets were created until the process of the runtime had no descriptor left for another one, which is a limit of the
;; system: the next call must answer new-socket-limit.
;;! level = "must"
;;! refs = ["wasip2.create-udp-socket.limit", "wasip2.error-code.new-socket-limit"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $count i32)
    (loop $fill
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;~ ok value=* | fails
    (local.set $count (i32.add (local.get $count) (i32.const 1)))
    (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;= err(new-socket-limit)
    (i32.const 0)))
