;; Number 99 was never opened, so there is nothing to read from: badf, and the call does not wait.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.fd_read.similar"]
(module
  (import "wasix_32v1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")  ;; one vector: 8 bytes at 128

  (func (export "_start")
    (drop (call $fd_read (i32.const 99) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= badf
  ))
