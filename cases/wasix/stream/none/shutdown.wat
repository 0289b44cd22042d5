;; Number 99 was never opened: badf, although the second argument (3, both directions) is a good one.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_shutdown.similar"]
(module
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 99) (i32.const 3)))  ;;= badf
  ))
