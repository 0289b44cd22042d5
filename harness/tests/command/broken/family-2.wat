;; It opens a socket of family 2, which is AF_INET of POSIX, and binds 127.0.0.1.
;; trace says: hint: family 2 is INET6 here; 2 is AF_INET in POSIX only, and IPv4 is 1: 4 was opened with 2 at L
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start")
    (drop (call $open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $bind (i32.load (i32.const 0)) (i32.const 16)))))
