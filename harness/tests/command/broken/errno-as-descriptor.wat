;; It takes what sock_open returns for the descriptor, as socket() of libc returns it.
;; trace says: hint: 0 is standard input: what sock_open returns is its errno, and its descriptor, 4, is in the memory
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (local.set $fd (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))))
