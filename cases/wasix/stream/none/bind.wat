;; Number 99 was never opened, so there is nothing to bind: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start")
    (drop (call $sock_bind (i32.const 99) (i32.const 16)))  ;;= badf
  ))
