;; It opens a socket of family 10, which is AF_INET6 of Linux.
;; trace says: hint: 10 is no family here; it is AF_INET6 on Linux, and IPv6 is 2
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 10) (i32.const 1) (i32.const 6) (i32.const 0)))))
