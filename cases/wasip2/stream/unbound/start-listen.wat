;; A socket that was not bound cannot listen: in WASI, unlike POSIX, no address is chosen for it. The call must be
;; refused with invalid-state.
;;! level = "must"
;;! refs = ["wasip2.start-listen.not-bound"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))   ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $start-listen (local.get $socket) (i32.const 0))  ;;= err(invalid-state)
    (i32.const 0)))
