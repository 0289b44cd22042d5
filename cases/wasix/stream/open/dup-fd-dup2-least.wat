;; The new descriptor is to have at least number 20, as the name of the parameter of fd_dup2 says and as F_DUPFD of
;; POSIX has it: that would be 20, the lowest that is free. No document likens the two, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_dup2", "wasix.fd_dup2.least", "posix.fcntl.dupfd"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup2"   (func $fd_dup2   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))   ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup2 (local.get $fd) (i32.const 20) (i32.const 0) (i32.const 4)))  ;;= success fd=20 [wasix.fd_dup2.least] | success
  ))
