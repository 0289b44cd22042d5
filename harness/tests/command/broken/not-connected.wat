;; It sends before it has connected.
;; trace says: hint: 4 is not connected: before sock_send comes sock_connect on it, or it is one that sock_accept has given
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")
  (data (i32.const 128) "hello")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $send (i32.load (i32.const 0)) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))))
