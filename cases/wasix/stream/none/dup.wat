;; Number 99 was never opened, so there is nothing that a new descriptor could stand for: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf"]
(module
  (import "wasix_32v1" "fd_dup" (func $fd_dup (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_dup (i32.const 99) (i32.const 0)))  ;;= badf
  ))
