;; Number 99 was never opened, so it has no options to set: badf, to whatever is asked ({variant}).
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_set_opt_flag.similar"]
;;! [variants]
;;! flag = { call = "sock_set_opt_flag", number = "12", value = "1" }
;;! time = { call = "sock_set_opt_time", number = "19", value = "224" }
(module
  (import "wasix_32v1" "sock_set_opt_flag" (;call;) (func $sock_set_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start")
    (drop (call $sock_set_opt (i32.const 99) (i32.const 12 (;number;)) (i32.const 1 (;value;))))  ;;= badf
  ))
