;; It gives a sockaddr_in of libc, whose family is 2.
;; trace says: hint: [7f00:1::]:7967 holds 127.0.0.1 and twelve zeros: was an IPv4 address meant? Its family is 1, not 2
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $bind (i32.load (i32.const 0)) (i32.const 16)))))
