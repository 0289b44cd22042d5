;; The number was closed, so it has no options to set: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.fd_close", "posix.badf", "wasix.sock_set_opt_size.similar"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"          (func $fd_close          (param i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))   ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                            ;;~ success
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 15) (i64.const 65536)))  ;;= badf
  ))
