;; It has the port in the order of the network.
;; trace says: hint: port 36895 is 8080 with its two bytes exchanged; a port is little-endian here
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\90" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))))
