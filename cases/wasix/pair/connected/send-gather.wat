;; Two vectors are sent with one call from an end of a pair: all their bytes should be sent, in the order of the
;; vectors.
;;! level = "should"
;;! refs = ["wasix.sock_send.gather", "posix.writev.order", "linux.recv.amount", "wasix.sock_send.similar"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"   (func $fd_read   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\82\00\00\00" "\03\00\00\00")   ;; the first vector to send: 3 bytes at 130
  (data (i32.const 104) "\80\00\00\00" "\02\00\00\00")  ;; the second vector to send: 2 bytes at 128
  (data (i32.const 112) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "lohel")

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 2) (i32.const 0) (i32.const 48)))  ;;= success datalen=5
    (drop (call $fd_read (local.get $peer) (i32.const 112) (i32.const 1) (i32.const 48)))               ;;= success data="hello" nread=5
  ))
