;; A UDP socket of IPv6 is created. The call must succeed.
;;! level = "must"
;;! refs = ["wasip2.create-udp-socket"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $create-udp-socket (i32.const 1) (i32.const 0))  ;;= ok
    (i32.const 0)))
