;; Number 99 was never opened, so it has no options: badf, to whatever is asked ({variant}).
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar"]
;;! [variants]
;;! flag = { call = "sock_get_opt_flag", number = "12" }
;;! size = { call = "sock_get_opt_size", number = "15" }
;;! time = { call = "sock_get_opt_time", number = "19" }
(module
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_get_opt (i32.const 99) (i32.const 12 (;number;)) (i32.const 48)))  ;;= badf
  ))
