;; An unbound socket does not listen: only the state listening counts. The answer must be false.
;;! level = "must"
;;! refs = ["wasip2.is-listening", "wasip2.create-tcp-socket.unbound"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.is-listening" (func $is-listening (param i32) (result i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (drop (call $is-listening (local.get $socket)))        ;;= returns value=false
    (i32.const 0)))
