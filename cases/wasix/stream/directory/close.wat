;; A directory is closed. The page of fd_close has isdir for that among its errors, and closes an open descriptor of any
;; kind by its description: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_close.isdir", "wasix.fd_close", "wasix.errno.isdir"]
(module
  (import "wasix_32v1" "fd_close"       (func $fd_close       (param i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))  ;;~ success
    (drop (call $fd_close (i32.const 3)))                       ;;= success [wasix.fd_close] | isdir [wasix.fd_close.isdir]
  ))
