;; The receive buffer of the unbound socket is to have 0 bytes. The value 0 must always be refused with
;; invalid-argument.
;;! level = "must"
;;! refs = ["wasip2.udp.receive-buffer-size.zero"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.set-receive-buffer-size" (func $set-receive-buffer-size (param i32 i64 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 0) (i32.const 0))                            ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-receive-buffer-size (local.get $socket) (i64.const 0) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0)))
