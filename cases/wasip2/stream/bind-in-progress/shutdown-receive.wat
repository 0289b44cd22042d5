;; A socket whose bind is in progress has no connection of which receiving could be shut down. Outside of the state
;; connected the call must be refused with invalid-state or, beside another operation, concurrency-conflict.
;;! level = "must"
;;! refs = ["wasip2.shutdown.not-connected", "wasip2.state.wrong-state", "wasip2.error-code.concurrency-conflict", "wasip2.error-code.always"]
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.shutdown" (func $shutdown (param i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32) (local $socket i32)
    (local.set $network (call $instance-network))                                                             ;;~ returns
    (call $create-tcp-socket (i32.const 0) (i32.const 0))                                                     ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 0)) (i32.const 0))  ;;~ ok
    (call $shutdown (local.get $socket) (i32.const 0) (i32.const 0))                                          ;;= err(invalid-state) | err(concurrency-conflict)
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
