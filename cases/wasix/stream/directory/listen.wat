;; A directory is open and no socket, so it cannot listen: POSIX's ENOTSOCK, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights", "posix.notsock", "wasix.sock_listen.similar"]
(module
  (import "wasix_32v1" "sock_listen"    (func $sock_listen    (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))  ;;~ success
    (drop (call $sock_listen (i32.const 3) (i32.const 8)))      ;;= notsock | notcapable
  ))
