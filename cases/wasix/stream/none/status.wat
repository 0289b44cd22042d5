;; Number 99 was never opened. It has no status, not even `closed`: the call fails with badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf"]
(module
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_status (i32.const 99) (i32.const 48)))  ;;= badf
  ))
