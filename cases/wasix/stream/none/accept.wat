;; Number 99 was never opened. The call should say so at once and not wait for a connection.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 99) (i32.const 0) (i32.const 4) (i32.const 64)))  ;;= badf
  ))
