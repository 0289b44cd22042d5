;; A guest that sends into a pair whose other end is closed, which raises the signal of a broken pipe.
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (func (export "_start")
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))
    (drop (call $fd_close (i32.load (i32.const 0))))
    (drop (call $sock_send (i32.load (i32.const 4)) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))))
