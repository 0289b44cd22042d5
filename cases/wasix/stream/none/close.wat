;; Number 99 was never opened. The page of fd_close names the answer for a descriptor that is not open: badf.
;;! level = "must"
;;! refs = ["wasix.fd_close.badf", "wasix.errno.badf"]
(module
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_close (i32.const 99)))  ;;= badf
  ))
