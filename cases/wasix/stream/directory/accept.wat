;; A directory is open and no socket, so no connection can come, and accept does not wait for one: POSIX's ENOTSOCK, or
;; notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights", "posix.notsock", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                           ;;~ success
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 4) (i32.const 64)))  ;;= notsock | notcapable
  ))
