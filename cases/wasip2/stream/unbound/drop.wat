;; A socket can be dropped in any state, also before it is used. The call must return. The handle is gone with it, so a
;; call on it must trap.
;;! level = "must"
;;! refs = ["wasip2.state.drop", "wasip2.abi.handle"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.address-family" (func $address-family (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "tcp-socket_drop" (func $drop-tcp-socket (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $drop-tcp-socket (local.get $socket))            ;;= returns
    (drop (call $address-family (local.get $socket)))      ;;= traps
    (i32.const 0)))
