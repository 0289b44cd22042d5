;; The least number is the largest that there is, -1 if it is taken as signed. F_DUPFD of POSIX has EINVAL for one
;; beyond the limit, dup2 has EBADF, and no document likens fd_dup2 to either: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_dup2", "wasix.fd_dup2.least", "posix.fcntl.dupfd", "posix.dup2.badf"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup2"   (func $fd_dup2   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))           ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup2 (local.get $fd) (i32.const 0xffffffff) (i32.const 0) (i32.const 4)))  ;;= inval | badf | success fd=4294967295
  ))
