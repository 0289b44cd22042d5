;; Number 99 was never opened, so it has no flags to set: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.fcntl.badf", "wasix.fd_fdstat_set_flags.similar"]
(module
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_flags (i32.const 99) (i32.const 4)))  ;;= badf
  ))
