;; The end of a pipe that is read is no socket: sock_accept should answer ENOTSOCK, or notcapable, since it lacks the
;; right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "fd_pipe"        (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                         ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $sock_accept (local.get $reader) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= notsock | notcapable
  ))
