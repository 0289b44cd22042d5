;; The number is the largest that there is, -1 if it is taken as signed. It is not open: the page of fd_close names
;; badf.
;;! level = "must"
;;! refs = ["wasix.fd_close.badf", "wasix.errno.badf"]
(module
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_close (i32.const 0xffffffff)))  ;;= badf
  ))
