;; Nothing of the network is granted. A socket that is not bound reaches nobody, so it may be created; access-denied is right too.
;;! level = "should"
;;! refs = ["wasip2.create-udp-socket.no-network", "wasip2.error-code.always"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))  ;;= ok | err(access-denied)
    (i32.const 0)))
