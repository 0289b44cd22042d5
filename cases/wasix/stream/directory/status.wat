;; A directory is open and no socket, so it has no status of one: the errno of witx for that is notsock, or notcapable
;; if it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights"]
(module
  (import "wasix_32v1" "sock_status"    (func $sock_status    (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))  ;;~ success
    (drop (call $sock_status (i32.const 3) (i32.const 48)))     ;;= notsock | notcapable
  ))
