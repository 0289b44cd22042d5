;; The other end was closed and has sent nothing: recv should report the end of the data, by success with no bytes, and
;; do so each time. The flag {variant} makes no difference to that.
;;! level = "should"
;;! refs = ["posix.recv.end", "wasix.sock_recv.similar"]
;;! [variants]
;;! peek     = { flags = "1" }
;;! waitall  = { flags = "2" }
;;! dontwait = { flags = "8" }
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                                ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $peer)))                                                                                     ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= success datalen=0
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= success datalen=0
  ))
