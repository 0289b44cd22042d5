;; Nothing can be read from a closed descriptor, at whatever offset: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.fd_close"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (import "wasix_32v1" "fd_pread"  (func $fd_pread  (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                                             ;;~ success
    (drop (call $fd_pread (local.get $fd) (i32.const 104) (i32.const 1) (i64.const 0) (i32.const 48)))  ;;= badf
  ))
