;; The other end was closed without having received five bytes, and a direction is shut down: Linux succeeds, and POSIX
;; has ENOTCONN for what is not connected any more. The direction is {variant} alone.
;;! level = "should"
;;! refs = ["posix.shutdown.notconn", "wasix.sock_shutdown.similar"]
;;! [variants]
;;! rd = { how = "1" }
;;! wr = { how = "2" }
(module
  (import "wasix_32v1" "sock_pair"     (func $sock_pair     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"     (func $sock_send     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"      (func $fd_close      (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success datalen=5
    (drop (call $fd_close (local.get $peer)))                                                           ;;~ success
    (drop (call $sock_shutdown (local.get $fd) (i32.const 1 (;how;))))                                  ;;= success | notconn
  ))
