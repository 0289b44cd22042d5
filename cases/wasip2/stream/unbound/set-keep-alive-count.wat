;; The unbound socket is to give a connection up after 7 keep-alive packets. A value other than 0 may be rounded but
;; never causes an error, so the call must succeed.
;;! level = "must"
;;! refs = ["wasip2.keep-alive-count.any-value"]
(module
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.set-keep-alive-count"
    (func $set-keep-alive-count (param i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                         ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $set-keep-alive-count (local.get $socket) (i32.const 7) (i32.const 0))  ;;= ok
    (i32.const 0)))
