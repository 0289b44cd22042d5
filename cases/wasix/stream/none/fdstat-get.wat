;; Number 99 was never opened, so it has neither a type nor flags: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.fcntl.badf", "wasix.fd_fdstat_get.similar"]
(module
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_get (i32.const 99) (i32.const 320)))  ;;= badf
  ))
