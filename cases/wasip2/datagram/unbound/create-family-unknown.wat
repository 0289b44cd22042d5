;; The family is 2, and there are only 0 and 1. A case that an enum does not have must trap in the canonical ABI.
;;! level = "must"
;;! refs = ["wasip2.abi.case"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $create-udp-socket (i32.const 2) (i32.const 0))  ;;= traps
    (i32.const 0)))
