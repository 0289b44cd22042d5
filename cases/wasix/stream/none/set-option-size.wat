;; Number 99 was never opened, so it has no options to set: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_set_opt_size.similar"]
(module
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_set_opt_size (i32.const 99) (i32.const 15) (i64.const 65536)))  ;;= badf
  ))
