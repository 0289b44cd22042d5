;; A new socket is given the flags dsync (2) and sync (16), which have no meaning for it. Linux takes them without an
;; error and changes nothing; no document says whether a runtime does so, so the answer is recorded.
;;! level = "may"
;;! refs = ["posix.fcntl.setfl", "linux.fcntl.setfl", "wasix.fd_fdstat_set_flags.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 18)))                 ;;= success | inval | notsup
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success flags=none
  ))
