;; A socket that is to be closed on exec is duplicated: the flag is one of the number alone, so the copy should not have it,
;; and the old descriptor keep it.
;;! level = "should"
;;! refs = ["linux.dup.close-on-exec", "wasix.fd_dup", "wasix.fd_fdflags_get", "wasix.fd_fdflags_set"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"         (func $fd_dup         (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdflags_get" (func $fd_fdflags_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdflags_set" (func $fd_fdflags_set (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdflags_set (local.get $fd) (i32.const 1)))                       ;;= success
    (drop (call $fd_dup (local.get $fd) (i32.const 4)))                               ;;= success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $fd_fdflags_get (local.get $copy) (i32.const 48)))                    ;;= success flags=none
    (drop (call $fd_fdflags_get (local.get $fd) (i32.const 48)))                      ;;= success flags=cloexec
  ))
