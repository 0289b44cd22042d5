;; Sock_open is given no flags, and in POSIX a socket is non-blocking from the start only if that is asked for: a new
;; socket should have no flags.
;;! level = "should"
;;! refs = ["posix.socket.nonblock", "posix.fcntl.getfl", "posix.socket.blocking", "wasix.sock_open.similar", "wasix.fd_fdstat_get.similar"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success flags=none
  ))
