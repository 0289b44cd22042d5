;; Number 99 was never opened, so there is nothing to write to: badf, and not one of the errors of an unconnected
;; socket.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.fd_write.similar"]
(module
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")  ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start")
    (drop (call $fd_write (i32.const 99) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= badf
  ))
