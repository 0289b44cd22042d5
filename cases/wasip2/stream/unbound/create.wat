;; A TCP socket of IPv4 is created, for which no network is needed. The call must succeed.
;;! level = "must"
;;! refs = ["wasip2.create-tcp-socket", "wasip2.create-tcp-socket.no-network"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))  ;;= ok
    (i32.const 0)))
