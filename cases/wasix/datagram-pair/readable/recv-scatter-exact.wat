;; A datagram of five bytes waits, and recv is given two vectors that have room for two and for three: the data fill
;; both exactly, so it should return all five and not wait for more.
;;! level = "should"
;;! refs = ["wasix.sock_recv.scatter", "posix.readv.order", "wasix.sock_recv.data", "posix.recv.message", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")                                 ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\02\00\00\00" "\e0\00\00\00" "\03\00\00\00")  ;; the vectors to receive: 2 bytes at 192, 3 at 224
  (data (i32.const 128) "hello")

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                ;;~ success datalen=5
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 2) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data="hello" datalen=5
  ))
