;; A directory is open and no socket, so it has no options to set: POSIX's ENOTSOCK, or notcapable, since it lacks the
;; right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights", "posix.notsock", "wasix.sock_set_opt_size.similar"]
(module
  (import "wasix_32v1" "fd_prestat_get"    (func $fd_prestat_get    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                       ;;~ success
    (drop (call $sock_set_opt_size (i32.const 3) (i32.const 15) (i64.const 65536)))  ;;= notsock | notcapable
  ))
