;; It looks at no errno, so it goes on with descriptor 0.
;; trace says: hint: 0 is standard input: sock_open at L9 failed with inval (28)
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 7) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $listen (local.get $fd) (i32.const 8)))))
