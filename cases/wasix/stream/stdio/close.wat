;; Standard input is an open descriptor, socket or not, so it can be closed, and the next socket takes its number, the
;; lowest.
;;! level = "must"
;;! refs = ["wasix.fd_close", "wasix.sock_open.lowest"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_close (i32.const 0)))                                             ;;= success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success fd=0
  ))
