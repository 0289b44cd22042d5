;; The number to renumber to is 0x7fffffff, the largest below 2**31. POSIX has EBADF for a number beyond the limit, but
;; no document of WASIX likens fd_renumber to dup2, and the page has any number be taken: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_renumber", "posix.dup2.badf", "wasix.errno.badf", "wasix.fd_renumber.target"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_renumber (local.get $fd) (i32.const 0x7fffffff)))                 ;;= *
  ))
