;; A socket is duplicated by fd_dup2, and the copy is to be closed on exec or not: its flags should say {flags}, and those
;; of the old descriptor that it is not.
;;! level = "should"
;;! refs = ["wasix.fd_dup2.cloexec", "wasix.fd_fdflags_get", "linux.fcntl.dupfd-cloexec", "linux.dup.close-on-exec"]
;;! [variants]
;;! set   = { cloexec = "1", flags = "cloexec" }
;;! unset = { cloexec = "0", flags = "none" }
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup2"        (func $fd_dup2        (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdflags_get" (func $fd_fdflags_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))              ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup2 (local.get $fd) (i32.const 0) (i32.const 1 (;cloexec;)) (i32.const 4)))  ;;= success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $fd_fdflags_get (local.get $copy) (i32.const 48)))                                ;;= success flags={flags}
    (drop (call $fd_fdflags_get (local.get $fd) (i32.const 48)))                                  ;;= success flags=none
  ))
