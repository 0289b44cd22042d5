;; The end of a pipe that is read is no socket: sock_listen should answer ENOTSOCK, or notcapable, since it lacks the
;; right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_listen.similar"]
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))            ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $sock_listen (local.get $reader) (i32.const 8)))  ;;= notsock | notcapable
  ))
