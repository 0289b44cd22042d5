;; The number to renumber to was never opened. By the page any number can be copied to, and by the witx the other number
;; is that of a descriptor which is overwritten: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_renumber.target", "wasix.fd_renumber.target.witx"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_renumber (local.get $fd) (i32.const 99)))                         ;;= success [wasix.fd_renumber.target] | badf [wasix.fd_renumber.target.witx]
  ))
