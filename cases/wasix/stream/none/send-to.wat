;; Number 99 was never opened, so nothing can be sent, whatever the address is: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_send_to.similar"]
(module
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")     ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start")
    (drop (call $sock_send_to (i32.const 99) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= badf
  ))
