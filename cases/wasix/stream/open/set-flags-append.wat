;; A new socket is given the flag append (1). F_SETFL of POSIX sets the flags of any descriptor, and Linux does that
;; with this one on a socket too: the call should succeed, and the flag be among those that the socket has.
;;! level = "should"
;;! refs = ["posix.fcntl.setfl", "posix.fcntl.getfl", "linux.fcntl.setfl", "wasix.fd_fdstat_set_flags.similar", "wasix.fd_fdstat_get.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 1)))                  ;;= success
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success flags=append
  ))
