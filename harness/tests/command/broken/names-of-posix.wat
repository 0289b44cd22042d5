;; It was linked without a C library that has sockets.
;; trace says: does not offer env.socket; POSIX calls so what is wasix_32v1.sock_open here, with other parameters
(module
  (import "env" "socket" (func $socket (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $socket (i32.const 2) (i32.const 1) (i32.const 0)))))
