;; The socket was created for IPv6, and a socket keeps its family. It must say ipv6.
;;! level = "must"
;;! refs = ["wasip2.udp.address-family", "wasip2.create-udp-socket"]
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.address-family" (func $address-family (param i32) (result i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $socket i32)
    (call $create-udp-socket (i32.const 1) (i32.const 0))  ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (drop (call $address-family (local.get $socket)))      ;;= returns value=ipv6
    (i32.const 0)))
