;; A directory is open and no socket, so it has no options: POSIX's ENOTSOCK, or notcapable, since it lacks the right, to
;; whatever is asked ({variant}).
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights", "posix.notsock", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar"]
;;! [variants]
;;! flag = { call = "sock_get_opt_flag", number = "12" }
;;! size = { call = "sock_get_opt_size", number = "15" }
;;! time = { call = "sock_get_opt_time", number = "19" }
(module
  (import "wasix_32v1" "fd_prestat_get"             (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt   (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                          ;;~ success
    (drop (call $sock_get_opt (i32.const 3) (i32.const 12 (;number;)) (i32.const 48)))  ;;= notsock | notcapable
  ))
