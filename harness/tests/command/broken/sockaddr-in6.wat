;; It gives a sockaddr_in6 of libc: the port is right, and ::1 is lost.
;; trace says: may be a sockaddr_in6 of libc, which has four bytes of flow information before the address
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\90\1f" "\00\00\00\00" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $connect (local.get $fd) (i32.const 16)))))
