;; Number 99 was never opened, so nothing can be sent: badf.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "posix.badf", "wasi.sock_send.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\01\00\00\00")  ;; the vector to send: 1 byte at 128
  (data (i32.const 128) "\0a")

  (func (export "_start")
    (drop (call $sock_send (i32.const 99) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= badf
  ))
