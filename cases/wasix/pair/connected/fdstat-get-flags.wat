;; A pair was just made, and nothing was said of flags: an end should have none, as a new socket is blocking.
;;! level = "should"
;;! refs = ["posix.socket.blocking", "wasix.fd_fdstat_get.flags", "wasix.fd_fdstat_get.similar"]
(module
  (import "wasix_32v1" "sock_pair"     (func $sock_pair     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                                    ;;= success flags=none
  ))
