;; The number is the largest that there is, -1 if it is taken as signed. It is not open: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_shutdown.similar"]
(module
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 0xffffffff) (i32.const 3)))  ;;= badf
  ))
