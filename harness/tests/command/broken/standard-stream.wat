;; It takes standard output for a socket.
;; trace says: hint: 1 is standard output and no socket
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")
  (data (i32.const 128) "hello")
  (func (export "_start")
    (drop (call $shutdown (i32.const 1) (i32.const 3)))
    (drop (call $send (i32.const 1) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))))
