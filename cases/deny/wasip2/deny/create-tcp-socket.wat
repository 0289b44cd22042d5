;; Nothing of the network is granted. A socket that is neither bound nor connected reaches nobody, so it may be created; access-denied
;; is right too.
;;! level = "should"
;;! refs = ["wasip2.create-tcp-socket.no-network", "wasip2.error-code.always"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! silent = true
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))  ;;= ok | err(access-denied)
    (i32.const 0)))
