;; The flag is 2, where witx has 0 and 1: inval as for any number outside of an enum, or what is not 0 is true. Witx
;; does not say, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_dup2", "wasix.bool"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup2"   (func $fd_dup2   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup2 (local.get $fd) (i32.const 0) (i32.const 2) (i32.const 4)))  ;;= inval | success
  ))
