;; A closed descriptor cannot be written to: badf, and not one of the errors of an unconnected socket.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.fd_close", "posix.badf", "wasix.fd_write.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"  (func $fd_write  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")  ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))     ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                              ;;~ success
    (drop (call $fd_write (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= badf
  ))
