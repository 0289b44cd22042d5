;; Number 99 was never opened, so it has no local address: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_addr_local.similar"]
(module
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_addr_local (i32.const 99) (i32.const 64)))  ;;= badf
  ))
