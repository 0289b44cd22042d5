;; The number is the largest that there is, -1 if it is taken as signed. It is not open: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf"]
(module
  (import "wasix_32v1" "fd_dup" (func $fd_dup (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_dup (i32.const 0xffffffff) (i32.const 0)))  ;;= badf
  ))
