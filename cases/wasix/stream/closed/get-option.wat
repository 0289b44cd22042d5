;; The number was closed, so it has no options: badf, to whatever is asked ({variant}).
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.fd_close", "posix.badf", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar"]
;;! [variants]
;;! flag = { call = "sock_get_opt_flag", number = "12" }
;;! size = { call = "sock_get_opt_size", number = "15" }
;;! time = { call = "sock_get_opt_time", number = "19" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"                   (func $fd_close     (param i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                               ;;~ success
    (drop (call $sock_get_opt (local.get $fd) (i32.const 12 (;number;)) (i32.const 48)))  ;;= badf
  ))
