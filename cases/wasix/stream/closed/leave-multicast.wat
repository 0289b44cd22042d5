;; A closed descriptor can leave no group: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.fd_close"]
(module
  (import "wasix_32v1" "sock_open"               (func $sock_open               (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_leave_multicast_v4" (func $sock_leave_multicast_v4 (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"                (func $fd_close                (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 32) "\ef\01\02\03")  ;; 239.1.2.3
  (data (i32.const 36) "\7f\00\00\01")  ;; 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                               ;;~ success
    (drop (call $sock_leave_multicast_v4 (local.get $fd) (i32.const 32) (i32.const 36)))  ;;= badf
  ))
