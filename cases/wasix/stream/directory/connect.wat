;; A directory is open and no socket, so it cannot be connected: POSIX's ENOTSOCK, or notcapable, since it lacks the
;; right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights", "posix.notsock", "wasix.sock_connect.similar"]
(module
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))  ;;~ success
    (drop (call $sock_connect (i32.const 3) (i32.const 16)))    ;;= notsock | notcapable
  ))
