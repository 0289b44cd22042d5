;; It sends a datagram to nobody.
;; trace says: hint: 4 is a socket of datagrams and has no peer: sock_send_to takes the address
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")
  (data (i32.const 128) "hello")
  (func (export "_start") (local $c i32)
    (drop (call $open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))
    (local.set $c (i32.load (i32.const 0)))
    (drop (call $send (local.get $c) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))))
