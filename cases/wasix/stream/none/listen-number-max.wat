;; The number is the largest that there is, -1 if it is taken as signed. It is not open: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_listen.similar"]
(module
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_listen (i32.const 0xffffffff) (i32.const 8)))  ;;= badf
  ))
