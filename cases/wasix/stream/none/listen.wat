;; Number 99 was never opened, so nothing can listen: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_listen.similar"]
(module
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_listen (i32.const 99) (i32.const 8)))  ;;= badf
  ))
